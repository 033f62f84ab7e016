import { Typography } from 'antd'
import { formatFen } from '../../shared/values/fen'
import { formatPoints } from '../../shared/values/points'

/** Points with their thousands apart; of a change, with its sign. */
export function Points({ amount, isChange = false }: { amount: number; isChange?: boolean }) {
  const sign = amount < 0 ? '−' : isChange && amount > 0 ? '+' : ''
  const type = isChange && amount > 0 ? 'success' : undefined
  return (
    <Typography.Text className="figures" type={type}>
      {sign}
      {formatPoints(Math.abs(amount))}
    </Typography.Text>
  )
}

/** What the bank counts in fen, in yuan: money that was spent on a card, never the price of a benefit. */
export function Money({ fen }: { fen: number }) {
  return <span className="figures">{yuanText(fen)}</span>
}

export function yuanText(fen: number): string {
  const [yuan = '0', rest = '00'] = formatFen(Math.abs(fen)).split('.')
  return `${fen < 0 ? '−' : ''}¥${formatPoints(Number(yuan))}.${rest}`
}
