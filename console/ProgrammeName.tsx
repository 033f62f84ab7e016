import { Select, Typography } from 'antd'
import type { SignedIn } from './features/door/useStanding'
import { chooseProgramme, chosenProgramme, worksForAll } from './server/programme'
import { server } from './server/server'
import { useAnswer } from './server/useAnswer'
import { say, words } from './words/words'

const texts = words({ zh: { choose: '联名计划' }, en: { choose: 'Programme' } })

/** The programme whose figures are shown; who works for all of them chooses. */
export function ProgrammeName({ who }: { who: SignedIn }) {
  const { data } = useAnswer('programmes', () => server.programmes.list())
  const shown = chosenProgramme() ?? data?.usual
  const options = (data?.programmes ?? []).map(({ id, name }) => ({ value: id, label: say(name) }))
  if (worksForAll(who) && options.length > 1) {
    return (
      <Select
        aria-label={say(texts).choose}
        variant="filled"
        options={options}
        value={shown}
        onChange={chooseProgramme}
        style={{ minWidth: 200 }}
      />
    )
  }
  return <Typography.Text strong>{options.find(({ value }) => value === shown)?.label ?? shown}</Typography.Text>
}
