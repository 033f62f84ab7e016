import type { EntitlementOption, Entitlements } from '../../../shared/contract/entitlements'
import { addDays, type BusinessDay } from '../../../shared/values/businessDay'
import { server } from '../../session/server'
import { AgreeSheet } from '../../ui/AgreeSheet'
import { Row } from '../../ui/Row'
import { newKey, now, wait } from '../../wechat/chance'
import { open } from '../../wechat/navigation'
import { storage } from '../../wechat/storage'
import { formatDay, formatMonth } from '../../words/dates'
import { openAttempt, redeem, settle } from '../redemption/redeem'
import { entitlementWords } from './words'

interface ChooseSheetProps {
  option: EntitlementOption
  entitlements: Pick<Entitlements, 'today' | 'month'>
  onClose: () => void
}

const { redemption, entitlements: chosen } = server
const tools = { redemption, entitlements: chosen, storage, newKey, now, wait }

/** The last look before the month's choice is used. */
export function ChooseSheet({ option: { benefit, validDays }, entitlements, onClose }: ChooseSheetProps) {
  const words = entitlementWords()
  const { today, month } = entitlements
  const wish = { benefitId: benefit.id, points: 0, month }
  return (
    <AgreeSheet
      title={words.confirmTitle}
      subject={benefit.title}
      words={{ final: words.final, confirm: words.confirm, busy: words.choosing, unsettled: words.unsettled }}
      send={() => redeem(tools, wish)}
      askAgain={async () => {
        const attempt = openAttempt(storage, wish)
        return attempt ? settle(tools, attempt) : { kind: 'unsettled' }
      }}
      onDone={({ id }) => {
        open('result', { id })
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
