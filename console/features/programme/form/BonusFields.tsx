import { Select, Typography } from 'antd'
import { ChecksField, DayField, Labelled, NumberField, TextField, textOf } from './fields'
import type { Path } from './places'
import { useField } from './VersionForm'
import { versionFormTexts } from './words'

export const freshBonus = () => ({ id: '', extraBasisPoints: null })

/** Extra points on top of the rate, within a budget, on the conditions that are given. */
export function BonusFields({ at }: { at: Path }) {
  const texts = versionFormTexts()
  const channels = (['pos', 'online'] as const).map((value) => ({ value, label: texts.channels[value] }))
  const weekdays = texts.weekdays.map((label, day) => ({ value: day + 1, label }))
  return (
    <div className="form-grid">
      <TextField path={[...at, 'id']} hint={texts.idHint} />
      <NumberField path={[...at, 'extraBasisPoints']} hint={texts.rateHint} />
      <NumberField path={[...at, 'budgetPoints']} hint={texts.bonusBudgetHint} />
      <NumberField path={[...at, 'perMonth']} hint={texts.limitHint} />
      <Typography.Text type="secondary" className="form-grid__wide">
        {texts.conditions}
      </Typography.Text>
      <DayField path={[...at, 'from']} />
      <DayField path={[...at, 'until']} />
      <ChecksField path={[...at, 'channels']} options={channels} />
      <OfCategories path={[...at, 'categories']} />
      <div className="form-grid__wide">
        <ChecksField path={[...at, 'weekdays']} options={weekdays} />
      </div>
    </div>
  )
}

/** Categories of the same version, by their ids. */
function OfCategories({ path }: { path: Path }) {
  const field = useField(path, { withParts: true })
  const { value: categories } = useField(['categories'])
  const ids = (Array.isArray(categories) ? categories : []).map((one) => textOf((one as { id?: unknown }).id))
  const chosen = Array.isArray(field.value) ? field.value.map(String) : []
  return (
    <Labelled path={path} field={field}>
      <Select
        id={field.id}
        mode="multiple"
        allowClear
        options={ids.filter(Boolean).map((value) => ({ value, label: value }))}
        value={chosen}
        onChange={(now: string[]) => field.set(now.length > 0 ? now : undefined)}
      />
    </Labelled>
  )
}
