import { useState } from 'react'
import { type BenefitCategory, benefitCategory } from '../../../../shared/contract/catalogue'
import { formatPoints } from '../../../../shared/values/points'
import { benefitCategoryWords } from '../../../../shared/words/categories'
import { tierWords } from '../../../../shared/words/tiers'
import { say } from '../../../words/words'
import { CategoryArt } from './CategoryArt'
import { phoneTexts } from './phoneWords'
import { StockTag } from './StockTag'
import type { ShownBenefit } from './shownBenefit'

interface Shown {
  benefits: readonly ShownBenefit[]
  now: Date
  chosen: string | undefined
  onChoose: (id: string) => void
}

/** The catalogue as the mini-program lists it, by category. */
export function PreviewList({ benefits, now, chosen, onChoose }: Shown) {
  const texts = phoneTexts()
  const [category, setCategory] = useState<BenefitCategory>()
  const listed = benefits.filter((benefit) => category === undefined || benefit.category === category)
  const chips = [
    { value: undefined, label: texts.all },
    ...benefitCategory.options.map((value) => ({ value, label: say(benefitCategoryWords[value]) })),
  ]
  return (
    <>
      <div className="phone__bar">{texts.catalogue}</div>
      <div className="phone__chips">
        {chips.map(({ value, label }) => (
          <button
            key={label}
            type="button"
            aria-pressed={value === category}
            className={value === category ? 'phone__chip phone__chip--chosen' : 'phone__chip'}
            onClick={() => setCategory(value)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="phone__body">
        {listed.length === 0 && <div className="phone__empty">{texts.empty}</div>}
        {listed.length > 0 && (
          <div className="phone__card">
            {listed.map((benefit) => (
              <Item
                key={benefit.id}
                benefit={benefit}
                now={now}
                isChosen={benefit.id === chosen}
                onChoose={() => onChoose(benefit.id)}
              />
            ))}
          </div>
        )}
      </div>
    </>
  )
}

function Item({
  benefit,
  now,
  isChosen,
  onChoose,
}: {
  benefit: ShownBenefit
  now: Date
  isChosen: boolean
  onChoose: () => void
}) {
  const texts = phoneTexts()
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      className={isChosen ? 'phone__item phone__item--chosen' : 'phone__item'}
      onClick={onChoose}
    >
      <CategoryArt category={benefit.category} size="tile" />
      <span className="phone__words">
        <span className="phone__title">{benefit.title || texts.noTitle}</span>
        <span className="phone__tags">
          <StockTag benefit={benefit} now={now} />
          <span className="phone__tag">{texts.tags[benefit.delivery]}</span>
          {benefit.tier !== 'basic' && (
            <span className="phone__tag phone__tag--gold">{texts.tierAndUp(say(tierWords[benefit.tier]))}</span>
          )}
        </span>
      </span>
      <span className="phone__points">
        {formatPoints(benefit.points)}
        <span className="phone__unit">{texts.points}</span>
      </span>
    </button>
  )
}
