import { View } from '@tarojs/components'
import type { Answer, More } from '../../answers/answer'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { Skeleton } from '../../ui/Skeleton'
import { Refusal, Unanswered } from '../../wechat/refusal'
import { galleryWords } from './words'

const nothing = () => {}

const answers: Record<string, Answer<string>> = {
  'ready, offline': {
    phase: 'ready',
    data: '1,280',
    asOf: '2026-11-22T06:05:00.000Z',
    trouble: new Unanswered('network'),
  },
  'ready, late': {
    phase: 'ready',
    data: '1,280',
    asOf: '2026-11-22T06:05:00.000Z',
    trouble: new Unanswered('timeout'),
  },
  'failed, offline': { phase: 'failed', trouble: new Unanswered('network') },
  'failed, late': { phase: 'failed', trouble: new Unanswered('timeout') },
  'failed, ours': { phase: 'failed', trouble: new Unanswered('server') },
  'no login': { phase: 'failed', trouble: new Refusal('session_missing') },
  'no card': { phase: 'failed', trouble: new Refusal('card_required') },
  refused: { phase: 'failed', trouble: new Refusal('too_many_requests', 600) },
  outdated: { phase: 'failed', trouble: new Refusal('client_outdated') },
}

export function States() {
  const words = galleryWords()
  return (
    <>
      {Object.entries(answers).map(([name, answer]) => (
        <Card key={name} title={name} flush>
          <Answered answer={answer} reload={nothing}>
            {(data) => <View className="card-text">{data}</View>}
          </Answered>
        </Card>
      ))}
      <Card title="Empty" flush>
        <Empty
          icon="wallet"
          title={words.empty}
          text={words.emptyText}
          action={{ text: words.browse, onClick: nothing }}
        />
      </Card>
      <Card title="ListEnd" flush>
        {(['nothing', 'something', 'loading', 'failed'] satisfies More[]).map((more) => (
          <ListEnd key={more} more={more} loadMore={nothing} />
        ))}
      </Card>
      <Skeleton head rows={2} />
    </>
  )
}
