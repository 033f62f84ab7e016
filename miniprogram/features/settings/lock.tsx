import { View } from '@tarojs/components'
import { useState } from 'react'
import type { LockSettings, SecurityLock } from '../../../shared/contract/security'
import { formatPoints } from '../../../shared/values/points'
import { asTrouble, type Trouble } from '../../answers/answer'
import { useAnswer } from '../../answers/useAnswer'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Card } from '../../ui/Card'
import { Select } from '../../ui/ChoiceSheet'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Sheet } from '../../ui/Sheet'
import { SwitchRow } from '../../ui/Switch'
import { open } from '../../wechat/navigation'
import { Refusal } from '../../wechat/refusal'
import { formatMoment } from '../../words/dates'
import { refusalSentence } from '../../words/refusalSentence'
import { StepUpStep } from '../redemption/StepUpStep'
import { amongChoices } from './amongChoices'
import './settings.scss'
import { lockWords } from './words'

export default function LockPage() {
  const words = lockWords()
  const { answer, reload, put } = useAnswer(() => server.security.lock(), { keep: 'lock' })
  const { change, isSaving, trouble, asked, prove, giveUp } = useChange(put)
  const isOutOfDate = answer.phase === 'ready' && answer.trouble !== undefined
  return (
    <Page title={words.title}>
      {trouble && (
        <View className="page__notice">
          <Notice tone="danger">{refusalSentence(trouble)}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {(lock) => <LockForm lock={lock} still={isSaving || isOutOfDate} onChange={change} />}
      </Answered>
      {asked && (
        <Sheet title={words.stepUpTitle} onClose={giveUp}>
          <StepUpStep purpose={{ for: 'lock', lock: asked }} confirm={words.confirm} onProven={prove} />
        </Sheet>
      )}
    </Page>
  )
}

/** Sends a change; where the server asks who changes it, the same is sent again with the proof. */
function useChange(put: (lock: SecurityLock) => void) {
  const [isSaving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const [asked, setAsked] = useState<LockSettings>()
  const send = async (lock: LockSettings, stepUp?: string) => {
    setTrouble(undefined)
    setSaving(true)
    try {
      put(await server.security.changeLock({ body: { ...lock, stepUp } }))
      setAsked(undefined)
    } catch (error) {
      const isAsked = error instanceof Refusal && error.code === 'step_up_required' && stepUp === undefined
      setAsked(isAsked ? lock : undefined)
      if (!isAsked) setTrouble(asTrouble(error))
    }
    setSaving(false)
  }
  return {
    change: (lock: LockSettings) => send(lock),
    prove: (token: string) => asked && send(asked, token),
    giveUp: () => setAsked(undefined),
    isSaving,
    trouble,
    asked,
  }
}

const limits = [500, 1_000, 2_000, 5_000, 10_000]
const none = 'none'

interface LockFormProps {
  lock: SecurityLock
  /** Under way, or not to be changed now. */
  still: boolean
  onChange: (lock: LockSettings) => void
}

export function LockForm({ lock, still, onChange }: LockFormProps) {
  const words = lockWords()
  const { frozen, dailyLimitPoints, nightLock } = lock
  const set = (changes: Partial<LockSettings>) => onChange({ frozen, dailyLimitPoints, nightLock, ...changes })
  const choices = amongChoices(limits, dailyLimitPoints ?? (limits[0] as number))
  return (
    <>
      <State lock={lock} />
      <Card flush>
        <SwitchRow
          title={words.freeze}
          note={words.freezeNote}
          on={frozen}
          disabled={still}
          onChange={(on) => set({ frozen: on })}
        />
        <Select
          title={words.daily}
          note={words.dailyNote}
          disabled={still}
          choices={[
            { value: none, text: words.noLimit },
            ...choices.map((limit) => ({ value: String(limit), text: words.points(formatPoints(limit)) })),
          ]}
          chosen={dailyLimitPoints === null ? none : String(dailyLimitPoints)}
          onChoose={(limit) => set({ dailyLimitPoints: limit === none ? null : Number(limit) })}
        />
        <SwitchRow
          title={words.night}
          note={words.nightNote}
          on={nightLock}
          disabled={still}
          onChange={(on) => set({ nightLock: on })}
        />
      </Card>
      <ProgrammeRule programme={lock.programme} />
      <View className="page__notice">
        <Notice action={{ text: words.devices, onClick: () => open('devices') }}>{words.notYou}</Notice>
      </View>
    </>
  )
}

function State({ lock: { frozen, changedAt } }: { lock: SecurityLock }) {
  const words = lockWords()
  return (
    <View className={frozen ? 'lock-state lock-state--frozen' : 'lock-state'}>
      <View className="lock-state__icon">
        <Icon name={frozen ? 'lock' : 'shield'} size="large" />
      </View>
      <View className="lock-state__words">
        <View className="lock-state__title">{frozen ? words.frozen : words.open}</View>
        <View className="lock-state__text">{frozen ? words.frozenText : words.openText}</View>
        {changedAt && <View className="lock-state__note">{words.changed(formatMoment(changedAt))}</View>}
      </View>
    </View>
  )
}

/** What is asked of everybody, whatever is set here. */
function ProgrammeRule({ programme: { abovePoints, dailyLimitPoints } }: Pick<SecurityLock, 'programme'>) {
  const words = lockWords()
  const sentences = [
    abovePoints === null ? '' : words.above(formatPoints(abovePoints)),
    dailyLimitPoints === null ? '' : words.programmeDaily(formatPoints(dailyLimitPoints)),
  ].filter((sentence) => sentence !== '')
  if (sentences.length === 0) return null
  return <View className="page__note settings__lead">{[words.programmeTitle, ...sentences].join(' · ')}</View>
}
