import { Flex, Input, InputNumber, Select } from 'antd'
import type { RiskRuleSet } from '../../../shared/contract/riskRules'
import { riskTexts } from './words'

/** What a rule set has besides its rules. */
export function SetFields({ ruleSet, onChange }: { ruleSet: RiskRuleSet; onChange: (ruleSet: RiskRuleSet) => void }) {
  const texts = riskTexts()
  const homes = ruleSet.homeRegions.map(({ province, city }) => (city ? `${province} ${city}` : province))
  const setHomes = (values: string[]) => {
    const homeRegions = values.map((value) => {
      const [province = '', city] = value.trim().split(/\s+/)
      return city ? { province, city } : { province }
    })
    onChange({ ...ruleSet, homeRegions: homeRegions.filter(({ province }) => province.length >= 2) })
  }
  return (
    <Flex gap={16} wrap align="center">
      <Flex gap={8} align="center">
        {texts.version}
        <Input
          value={ruleSet.version}
          maxLength={32}
          style={{ width: 160 }}
          aria-label={texts.version}
          onChange={({ target }) => onChange({ ...ruleSet, version: target.value.replace(/[^A-Za-z0-9._-]/g, '') })}
        />
      </Flex>
      <Flex gap={8} align="center">
        {texts.homeRegions}
        <Select
          mode="tags"
          value={homes}
          placeholder={texts.homeHint}
          style={{ minWidth: 320 }}
          aria-label={texts.homeRegions}
          onChange={setHomes}
        />
      </Flex>
      <Flex gap={8} align="center">
        {texts.reviewHours}
        <InputNumber
          value={ruleSet.reviewHours}
          min={1}
          max={72}
          precision={0}
          aria-label={texts.reviewHours}
          onChange={(reviewHours) => reviewHours !== null && onChange({ ...ruleSet, reviewHours })}
        />
      </Flex>
    </Flex>
  )
}
