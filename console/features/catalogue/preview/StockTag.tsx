import { formatPoints } from '../../../../shared/values/points'
import { formatMoment } from '../../../words/moments'
import { phoneTexts } from './phoneWords'
import { type ShownBenefit, type StockNow, stockAt } from './shownBenefit'

export function StockTag({ benefit, now }: { benefit: ShownBenefit; now: Date }) {
  const stock = stockAt(benefit, now)
  return (
    <span className={stock.state === 'few' ? 'phone__tag phone__tag--warn' : 'phone__tag'}>{stockText(stock)}</span>
  )
}

function stockText(stock: StockNow): string {
  const texts = phoneTexts()
  switch (stock.state) {
    case 'notYet':
      return texts.notYet(minute(stock.at))
    case 'ended':
      return texts.ended
    case 'gone':
      return texts.gone
    case 'next':
      return texts.next(minute(stock.release.at), formatPoints(stock.release.stock))
    case 'few':
      return texts.few(String(stock.count))
    case 'left':
      return texts.left(String(stock.count))
  }
}

/** `11-25 14:05` in Shanghai: the year is not what somebody waits for. */
function minute(at: Date): string {
  return formatMoment(at.toISOString()).slice(5, 16)
}
