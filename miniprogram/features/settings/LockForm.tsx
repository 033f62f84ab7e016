import { View } from '@tarojs/components'
import type { LockSettings, SecurityLock } from '../../../shared/contract/security'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Select } from '../../ui/ChoiceSheet'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Row } from '../../ui/Row'
import { SwitchRow } from '../../ui/Switch'
import { open } from '../../wechat/navigation'
import { formatMoment } from '../../words/dates'
import { amongChoices } from './amongChoices'
import { lockWords } from './words'

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
  const { frozen, dailyLimitPoints, nightLock, trustedOnly } = lock
  const set = (changes: Partial<LockSettings>) =>
    onChange({ frozen, dailyLimitPoints, nightLock, trustedOnly, ...changes })
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
        <SwitchRow
          title={words.trustedOnly}
          note={words.trustedOnlyNote}
          on={trustedOnly}
          disabled={still}
          onChange={(on) => set({ trustedOnly: on })}
        />
        <Row title={words.devices} note={words.devicesNote} onClick={() => open('devices')} />
      </Card>
      <ProgrammeRule programme={lock.programme} />
      {lock.changedAt && (
        <View className="page__notice">
          <Notice action={{ text: words.devices, onClick: () => open('devices') }}>{words.notYou}</Notice>
        </View>
      )}
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
