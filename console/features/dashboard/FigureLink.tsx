import { Link } from 'wouter'
import { formatPoints } from '../../../shared/values/points'
import { Points } from '../../ui/Figures'

/** A figure that leads to its list; to who may not open that list it is a figure alone. */
export function FigureLink({ amount, href }: { amount: number; href: string | null }) {
  if (href === null) return <Points amount={amount} />
  return (
    <Link href={href} className="figures">
      {amount < 0 ? '−' : ''}
      {formatPoints(Math.abs(amount))}
    </Link>
  )
}
