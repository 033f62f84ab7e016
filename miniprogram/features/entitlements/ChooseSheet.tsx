import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { askAgain, sendOnce } from '../../answers/sendOnce'
import { AgreeSheet } from '../../ui/AgreeSheet'
import { Row } from '../../ui/Row'
import { open } from '../../wechat/navigation'
import { useStillHere } from '../../wechat/place'
import { formatDay, formatMonth } from '../../words/dates'
import { road } from '../redemption/road'
import { useStepUp } from '../redemption/useStepUp'
import { redemptionWords } from '../redemption/words'
import { entitlementWords } from './words'

interface ChooseSheetProps {
  option: EntitlementOption
  entitlements: Pick<Entitlements, 'today' | 'month'>
  onClose: () => void
}

/** The last look before the month's choice is used. */
export function ChooseSheet({ option: { benefit, validDays }, entitlements, onClose }: ChooseSheetProps) {
  const words = entitlementWords()
  const { today, month } = entitlements
  const wish = { benefitId: benefit.id, points: 0, month }
  const stepUp = useStepUp(wish)
  const isStillHere = useStillHere()
  return (
    <AgreeSheet
      title={stepUp.step ? redemptionWords().stepUpTitle : words.confirmTitle}
      subject={benefit.title}
      words={{ final: words.final, confirm: words.confirm, busy: words.choosing, unsettled: words.unsettled }}
      first={stepUp.step}
      takes={stepUp.takes}
      goOnWith={stepUp.token}
      send={() => sendOnce(stepUp.road, wish)}
      askAgain={() => askAgain(road, wish)}
      onDone={({ id }) => {
        if (isStillHere()) open('result', { id })
        onClose()
      }}
      onClose={onClose}
    >
      <Row title={words.month} end={formatMonth(month)} />
      <Row title={words.cost} end={words.noPoints} />
      <Row title={words.delivery} end={words.deliveryCode} />
      <Row title={words.codeValid} end={words.codeUntil(formatDay(addDays(today as BusinessDay, validDays)))} />
    </AgreeSheet>
  )
}
