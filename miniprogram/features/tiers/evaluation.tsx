import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Page } from '../../ui/Page'
import { usePageParams } from '../../wechat/page'
import { historyWords } from './historyWords'
import { Again, Arithmetic, Conclusion } from './Why'
import './tiers.scss'

export default function EvaluationPage() {
  const { id = '' } = usePageParams()
  const { answer, reload } = useAnswer(() => server.tiers.evaluation({ params: { evaluationId: id } }))
  return (
    <Page title={historyWords().why}>
      <Answered answer={answer} reload={reload}>
        {(evaluation) => (
          <>
            <Conclusion evaluation={evaluation} />
            <Arithmetic evaluation={evaluation} />
            <Again evaluation={evaluation} />
          </>
        )}
      </Answered>
    </Page>
  )
}
