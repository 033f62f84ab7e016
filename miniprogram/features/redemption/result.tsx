import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Page } from '../../ui/Page'
import { usePageParams } from '../../wechat/page'
import { Refusal } from '../../wechat/refusal'
import { AskForNews } from '../settings/AskForNews'
import { NextSteps, Outcome } from './Outcome'
import { Review } from './Review'
import './redemption.scss'
import { isUnderWay } from './told'
import { useFollowed } from './useFollowed'
import { redemptionWords } from './words'

const outcomes = ['redemptionDelivered', 'redemptionFailed'] as const

/** What came of a redemption: right after it, or later from the wallet. */
export default function ResultPage() {
  const { id = '', from } = usePageParams()
  const words = redemptionWords()
  const ask = () => server.redemption.one({ params: { redemptionId: id } })
  const { answer, reload, put } = useAnswer(ask, { keep: `redemption:${id}` })
  const redemption = answer.phase === 'ready' ? answer.data : undefined
  // A refusal has a next step of its own.
  const isRefused = answer.phase === 'failed' && answer.trouble instanceof Refusal
  // What is shown stays when an answer does not come: the next one will.
  useFollowed(redemption !== undefined && isUnderWay(redemption), async () => put(await ask()))
  return (
    <Page title={from === 'wallet' ? words.detailTitle : words.resultTitle}>
      <Answered answer={answer} reload={reload}>
        {(shown) => (
          <>
            <Outcome redemption={shown}>
              {shown.review && <Review id={shown.id} review={shown.review} onDecided={put} />}
            </Outcome>
            {isUnderWay(shown) && <AskForNews about={outcomes} />}
          </>
        )}
      </Answered>
      {from !== 'wallet' && !isRefused && <NextSteps redemption={redemption} />}
    </Page>
  )
}
