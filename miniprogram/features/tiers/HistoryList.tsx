import { View } from '@tarojs/components'
import type { Client } from '../../../shared/client/createClient'
import type { Api } from '../../../shared/contract/api'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Row } from '../../ui/Row'
import { Tag } from '../../ui/Tag'
import { open } from '../../wechat/navigation'
import { formatDay } from '../../words/dates'
import { tierName } from '../../words/tierName'
import { historyWords } from './historyWords'

type Evaluation = Awaited<ReturnType<Client<Api>['tiers']['history']>>['evaluations'][number]

/** The newest first; the newest that stands is where today's tier comes from. */
export function HistoryList({ evaluations }: { evaluations: Evaluation[] }) {
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
