import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { replace } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import { HistoryList } from './HistoryList'
import { historyWords } from './historyWords'
import './tiers.scss'

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
            <HistoryList evaluations={evaluations} />
          )
        }
      </Answered>
    </Page>
  )
}
