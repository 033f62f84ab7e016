import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Page } from '../../ui/Page'
import { usePageParams } from '../../wechat/page'
import { AskForNews } from '../settings/AskForNews'
import { NextSteps, Outcome } from './Outcome'
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
  const { answer, reload, put } = useAnswer(ask)
  const redemption = answer.phase === 'ready' ? answer.data : undefined
  // What is shown stays when an answer does not come: the next one will.
  useFollowed(redemption !== undefined && isUnderWay(redemption), async () => put(await ask()))
  return (
    <Page title={from === 'wallet' ? words.detailTitle : words.resultTitle}>
      <Answered answer={answer} reload={reload}>
        {(shown) => (
          <>
            <Outcome redemption={shown} />
            {isUnderWay(shown) && <AskForNews about={outcomes} />}
          </>
        )}
      </Answered>
      {from !== 'wallet' && <NextSteps redemption={redemption} />}
    </Page>
  )
}
