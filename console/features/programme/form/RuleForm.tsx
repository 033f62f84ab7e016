import { Card, Flex } from 'antd'
import type { ReactNode } from 'react'
import { AmountsByName } from './AmountsByName'
import { BonusFields, freshBonus } from './BonusFields'
import { CategoryFields, freshCategory } from './CategoryFields'
import { NumberField, TagsField } from './fields'
import { ListOf } from './ListOf'
import { tierOptions } from './tierOptions'
import { versionFormTexts } from './words'

/** How spending earns, field by field, in the order in which it is worked out. */
export function RuleForm() {
  const texts = versionFormTexts()
  return (
    <Flex vertical gap={16}>
      <Group title={texts.rates}>
        <NumberField path={['rateBasisPoints']} hint={texts.rateHint} />
        <NumberField path={['growthBasisPoints']} hint={texts.growthHint} />
        <NumberField path={['minimumAmountFen']} hint={texts.minimumHint} />
        <NumberField path={['firstPurchasePoints']} hint={texts.firstHint} />
        <Wide>
          <AmountsByName path={['productRates']} hint={texts.productHint} />
        </Wide>
      </Group>
      <Group title={texts.excluded}>
        <Wide>
          <TagsField path={['excludedMccs']} hint={texts.excludedHint} />
        </Wide>
      </Group>
      <Card size="small" title={texts.categories}>
        <ListOf path={['categories']} name={texts.category} fresh={freshCategory}>
          {(at) => <CategoryFields at={at} />}
        </ListOf>
      </Card>
      <Card size="small" title={texts.bonuses}>
        <ListOf path={['bonuses']} name={texts.bonus} fresh={freshBonus}>
          {(at) => <BonusFields at={at} />}
        </ListOf>
      </Card>
      <Group title={texts.multipliers}>
        <Wide>
          <AmountsByName path={['tierMultipliers']} hint={texts.multiplierHint} options={tierOptions()} />
        </Wide>
      </Group>
      <Group title={texts.limits}>
        <NumberField path={['caps', 'perDay']} hint={texts.limitHint} />
        <NumberField path={['caps', 'perMonth']} hint={texts.limitHint} />
        <NumberField path={['caps', 'perRule']} hint={texts.limitHint} />
        <NumberField path={['budgetPoints']} hint={texts.budgetHint} />
      </Group>
    </Flex>
  )
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card size="small" title={title}>
      <div className="form-grid">{children}</div>
    </Card>
  )
}

/** As wide as both columns of a group. */
export function Wide({ children }: { children: ReactNode }) {
  return <div className="form-grid__wide">{children}</div>
}
