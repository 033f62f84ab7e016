import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { open } from '../../wechat/navigation'
import { usePull } from '../../wechat/page'
import './ledger.scss'
import { Days, Sums } from './LotDays'
import { UseFirst } from './UseFirst'
import { ledgerWords } from './words'

/** When points expire, and what those that expire next are good for. */
export default function LotsPage() {
  const { answer, reload } = useAnswer(askAll, { keep: 'lots' })
  usePull(reload)
  return (
    <Page title={ledgerWords().lotsTitle}>
      <Answered answer={answer} reload={reload}>
        {({ summary, days, plan }) =>
          days.length === 0 && summary.debt === 0 ? (
            <NoLots />
          ) : (
            <>
              <Sums summary={summary} />
              {plan.expiring && <UseFirst expiring={plan.expiring} plans={plan.plans} />}
              <Days days={days} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

async function askAll() {
  const [summary, { days }, plan] = await Promise.all([
    server.points.summary(),
    server.points.lots(),
    server.redemption.planExpiring(),
  ])
  return { summary, days, plan }
}

function NoLots() {
  const words = ledgerWords()
  const browse = { text: words.browse, onClick: () => open('catalogue') }
  return <Empty icon="calendar" title={words.lotsEmpty} text={words.lotsEmptyText} action={browse} />
}
