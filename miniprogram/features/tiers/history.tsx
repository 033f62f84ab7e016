import { View } from '@tarojs/components'
import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import { formatPoints } from '../../../shared/values/points'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { Tag } from '../../ui/Tag'
import { open, replace } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import { formatDay } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { historyWords } from './historyWords'
import './tiers.scss'

type Evaluation = Awaited<ReturnType<Client<Api>['tiers']['history']>>['evaluations'][number]

export default function HistoryPage() {
  const words = historyWords()
  const { answer, reload } = useAnswer(() => server.tiers.history(), { keep: 'tier-history' })
  usePull(reload)
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload}>
        {({ evaluations }) =>
          evaluations.length === 0 ? (
            <Empty
              icon="rise"
              title={words.emptyTitle}
              text={words.emptyText}
              action={{ text: words.emptyAction, onClick: () => replace('tiers') }}
            />
          ) : (
            <History evaluations={evaluations} />
          )
        }
      </Answered>
    </Page>
  )
}

/** The newest first; the newest that stands is where today's tier comes from. */
export function History({ evaluations }: { evaluations: Evaluation[] }) {
  const words = historyWords()
  const current = evaluations.find(({ stands }) => stands)
  // A page has so many rows only in a history of decades; older ones are with the bank's desk.
  const shown = evaluations.slice(0, 50)
  return (
    <>
      <View className="page__note">{words.intro}</View>
      <Card flush>
        {shown.map((evaluation) => (
          <Entry key={evaluation.id} evaluation={evaluation} isCurrent={evaluation === current} />
        ))}
      </Card>
    </>
  )
}

function Entry({ evaluation, isCurrent }: { evaluation: Evaluation; isCurrent: boolean }) {
  const words = historyWords()
  const { id, kind, from, to, reachedOn, growth, threshold, stands } = evaluation
  const title = words.step(kind, tierName(from), tierName(to))
  const numbers = words.growthOf(formatPoints(growth), formatPoints(threshold))
  const state = isCurrent ? words.current : stands ? undefined : words.overtaken
  return (
    <Row
      icon={kind === 'upgrade' ? 'rise' : kind === 'renewal' ? 'refresh' : 'return'}
      title={title}
      note={
        <>
          <View>{formatDay(reachedOn)}</View>
          <View>{numbers}</View>
          {isCurrent && <View className="tier-strong">{words.current}</View>}
        </>
      }
      end={stands ? undefined : <Tag>{words.overtaken}</Tag>}
      label={[title, formatDay(reachedOn), numbers, state].filter(Boolean).join(', ')}
      onClick={() => open('tierEvaluation', { id })}
    />
  )
}
