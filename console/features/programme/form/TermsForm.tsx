import { Card, Flex, Radio, Typography } from 'antd'
import { tierId } from '../../../../shared/contract/tiers'
import { AmountsByName } from './AmountsByName'
import { ChoiceField, Labelled, NumberField, RadioField } from './fields'
import { ListOf } from './ListOf'
import type { Path } from './places'
import { Group, Wide } from './RuleForm'
import { tierOptions } from './tierOptions'
import { useField } from './VersionForm'
import { versionFormTexts } from './words'

/** How tiers are held and points live, field by field. */
export function TermsForm() {
  const texts = versionFormTexts()
  const options = tierOptions()
  const { value } = useField(['tiers'])
  const isFull = Array.isArray(value) && value.length >= options.length
  return (
    <Flex vertical gap={16}>
      <Card size="small" title={texts.tiers}>
        <Typography.Paragraph type="secondary">{texts.tiersText}</Typography.Paragraph>
        <ListOf path={['tiers']} name={texts.tier} fresh={freshTier} mayAdd={!isFull} isCompact>
          {(at) => <TierFields at={at} />}
        </ListOf>
      </Card>
      <Group title={texts.holding}>
        <NumberField path={['tierWindowMonths']} />
        <NumberField path={['tierTermMonths']} />
        <NumberField path={['tierGraceDays']} />
        <Wide>
          <AmountsByName path={['tierPrices']} hint={texts.priceHint} options={options.slice(1)} />
        </Wide>
      </Group>
      <Group title={texts.points}>
        <NumberField path={['daysUntilAvailable']} hint={texts.availableHint} />
        <NumberField path={['reinstatementDays']} />
        <Expiry />
        <RadioField path={['debtPolicy']} hint={texts.debtHint} options={optionsOf(texts.debts)} />
        <ChoiceField path={['rounding']} options={optionsOf(texts.roundings)} />
        <NumberField path={['fenPerThousandPoints']} hint={texts.worthHint} />
      </Group>
    </Flex>
  )
}

/** The next tier that is not there yet. */
function freshTier(before: readonly unknown[]) {
  const taken = before.map((one) => (one as { tier?: unknown }).tier)
  return { tier: tierId.options.find((tier) => !taken.includes(tier)) ?? 'basic', threshold: null }
}

function TierFields({ at }: { at: Path }) {
  return (
    <div className="form-grid">
      <ChoiceField path={[...at, 'tier']} options={tierOptions()} />
      <NumberField path={[...at, 'threshold']} />
    </div>
  )
}

/** Each way has fields of its own; another way begins with what is usual for it. */
function Expiry() {
  const texts = versionFormTexts()
  const { set, problems, id } = useField(['expiry'])
  const { value: kind } = useField(['expiry', 'kind'])
  const isYearly = kind === 'yearly'
  const choose = (chosen: string) => {
    if (chosen === kind) return
    set(chosen === 'yearly' ? { kind: chosen, month: 12, day: 31, minimumMonths: 12 } : { kind: chosen, months: 24 })
  }
  return (
    <div className="form-grid__wide">
      <Labelled path={['expiry']} field={{ id, problems }}>
        <Radio.Group
          id={id}
          options={optionsOf(texts.expiries)}
          value={kind}
          onChange={({ target }) => choose(target.value)}
        />
      </Labelled>
      <div className="form-grid">
        {isYearly ? (
          <>
            <NumberField path={['expiry', 'month']} />
            <NumberField path={['expiry', 'day']} />
            <NumberField path={['expiry', 'minimumMonths']} />
          </>
        ) : (
          <NumberField path={['expiry', 'months']} />
        )}
      </div>
    </div>
  )
}

function optionsOf(names: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}
