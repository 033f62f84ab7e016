import type { BenefitCategory } from '../../../../shared/contract/catalogue'
import { categoryPaths } from './categoryPaths'

/** The picture of a benefit, drawn from its category. */
export function CategoryArt({ category, size }: { category: BenefitCategory; size: 'tile' | 'stage' }) {
  return (
    <div className={`phone__art phone__art--${size} phone__art--${category}`} aria-hidden>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round">
        <title>{category}</title>
        <path d={categoryPaths[category]} strokeLinejoin="round" />
      </svg>
    </div>
  )
}
