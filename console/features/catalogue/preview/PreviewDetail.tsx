import { formatPoints } from '../../../../shared/values/points'
import { tierWords } from '../../../../shared/words/tiers'
import { formatMoment } from '../../../words/moments'
import { say } from '../../../words/words'
import { CategoryArt } from './CategoryArt'
import { limitsOf } from './limitsOf'
import { phoneTexts } from './phoneWords'
import { StockTag } from './StockTag'
import { type ShownBenefit, stockAt } from './shownBenefit'

/** One benefit as the mini-program shows it whole. */
export function PreviewDetail({ benefit, now = new Date() }: { benefit: ShownBenefit; now?: Date }) {
  const texts = phoneTexts()
  const { state } = stockAt(benefit, now)
  const isOpen = state === 'few' || state === 'left'
  return (
    <>
      <div className="phone__bar">{texts.detail}</div>
      <div className="phone__body">
        <CategoryArt category={benefit.category} size="stage" />
        <div className="phone__head">
          <div className="phone__name">{benefit.title || texts.noTitle}</div>
          <div className="phone__line">
            <PointsText points={benefit.points} isLarge />
            <StockTag benefit={benefit} now={now} />
          </div>
        </div>
        <Facts benefit={benefit} />
        <Prose title={texts.about} paragraphs={[benefit.description]} />
        {benefit.steps.length > 0 && <Steps steps={benefit.steps} />}
        <Prose title={texts.terms} paragraphs={[texts.final[benefit.delivery], texts.failRule]} />
      </div>
      <div className="phone__foot">
        <PointsText points={benefit.points} />
        <div className={isOpen ? 'phone__redeem' : 'phone__redeem phone__redeem--shut'}>{texts.redeem}</div>
      </div>
    </>
  )
}

function PointsText({ points, isLarge = false }: { points: number; isLarge?: boolean }) {
  return (
    <span className={isLarge ? 'phone__points phone__points--large' : 'phone__points'}>
      {formatPoints(points)}
      <span className="phone__unit">{phoneTexts().points}</span>
    </span>
  )
}

function Facts({ benefit }: { benefit: ShownBenefit }) {
  const texts = phoneTexts()
  const { tier, products, delivery, account, endsAt, validDays } = benefit
  const rows = [
    [texts.tier, tier === 'basic' ? texts.everyone : texts.tierAndUp(say(tierWords[tier]))],
    ...(products.length > 0 ? [[texts.products, products.join('、')]] : []),
    [texts.limit, limitsOf(benefit).join(texts.between)],
    [texts.delivery, texts.ways[account ?? delivery]],
    ...(delivery === 'topup' ? [] : [[texts.validity, texts.validDays(validDays)]]),
    [texts.window, endsAt ? texts.until(formatMoment(endsAt.toISOString()).slice(0, 16)) : '–'],
  ]
  return (
    <dl className="phone__card">
      {rows.map(([title, value]) => (
        <div key={title} className="phone__row">
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Prose({ title, paragraphs }: { title: string; paragraphs: string[] }) {
  return (
    <div className="phone__card phone__card--padded">
      <div className="phone__heading">{title}</div>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} className="phone__prose">
          {paragraph}
        </p>
      ))}
    </div>
  )
}

function Steps({ steps }: { steps: string[] }) {
  const numbered = steps.map((text, index) => ({ number: index + 1, text }))
  return (
    <div className="phone__card phone__card--padded">
      <div className="phone__heading">{phoneTexts().steps}</div>
      {numbered.map(({ number, text }) => (
        <div key={number} className="phone__step">
          <span className="phone__number">{number}</span>
          <span>{text}</span>
        </div>
      ))}
    </div>
  )
}
