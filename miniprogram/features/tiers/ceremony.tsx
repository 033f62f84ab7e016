import { useEffect, useRef, useState } from 'react'
import type { Ladder } from '../../../shared/contract/entitlements'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { replace } from '../../wechat/navigation'
import { Gained } from './Gained'
import { loadLadder } from './loadLadder'
import { Rising } from './Rising'
import { type Rise, riseOf } from './rise'
import './ceremony.scss'
import { ceremonyWords } from './ceremonyWords'

export default function CeremonyPage() {
  const words = ceremonyWords()
  const { answer, reload } = useAnswer(() => loadLadder(server, session), { keep: 'tiers' })
  return (
    <Page title={words.title}>
      <Answered answer={answer} reload={reload} skeleton={<Skeleton head rows={2} />}>
        {(ladder) => {
          const rise = riseOf(ladder)
          if (rise) return <Ceremony ladder={ladder} rise={rise} />
          const action = { text: words.seeTiers, onClick: () => replace('tiers') }
          return <Empty icon="star" title={words.notYetTitle} text={words.notYet} action={action} />
        }}
      </Answered>
    </Page>
  )
}

/** Three seconds of stars at most, once; then what is new, to be read at leisure. */
export function Ceremony({ ladder, rise }: { ladder: Ladder; rise: Rise }) {
  // The answer that comes after it was seen has no ceremony any more; this one is told to its end.
  const told = useRef(rise).current
  const [isRising, setRising] = useState(told.evaluationId !== null)
  useEffect(() => {
    // Unheard it is told once more, when somebody asks for it again.
    if (told.evaluationId)
      server.tiers.ceremonySeen({ params: { evaluationId: told.evaluationId }, body: {} }).catch(() => {})
  }, [told])
  if (isRising) return <Rising rise={told} onEnd={() => setRising(false)} />
  return <Gained ladder={ladder} rise={told} />
}
