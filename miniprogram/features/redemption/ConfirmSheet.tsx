import type { BenefitDetail } from '../../../shared/contract/catalogue'
import { askAgain, sendOnce } from '../../answers/sendOnce'
import { AgreeSheet } from '../../ui/AgreeSheet'
import { Amount } from '../../ui/Amount'
import { Row } from '../../ui/Row'
import { replace } from '../../wechat/navigation'
import { road } from './road'
import type { Quote } from './whyNot'
import { redemptionWords } from './words'

interface ConfirmSheetProps {
  benefit: BenefitDetail
  quote: Quote
  onClose: () => void
}

/** The last look before points are spent. */
export function ConfirmSheet({ benefit, quote, onClose }: ConfirmSheetProps) {
  const words = redemptionWords()
  const wish = { benefitId: benefit.id, points: quote.points }
  return (
    <AgreeSheet
      title={words.confirmTitle}
      subject={benefit.title}
      words={{ final: words.final, confirm: words.confirm, busy: words.redeeming, unsettled: words.unsettled }}
      send={() => sendOnce(road, wish)}
      askAgain={() => askAgain(road, wish)}
      onDone={({ id }) => replace('result', { id })}
      onClose={onClose}
    >
      <Row title={words.before} end={<Amount value={quote.balanceBefore} />} />
      <Row title={words.cost} end={<Amount value={-quote.points} tone="brand" />} />
      <Row title={words.after} end={<Amount value={quote.balanceAfter ?? 0} />} />
      <Row title={words.redeemedByMe} end={words.ofLimit(quote.redeemedByMe, quote.limitPerPerson)} />
    </AgreeSheet>
  )
}
