import { Flex, Input, Segmented } from 'antd'
import { type Range, usualDays } from './range'
import { dashboardWords } from './words'

/** The last so many days, or days that are chosen. */
export function RangeChoice({
  range: { from, until, days },
  onLast,
  onChoose,
}: {
  range: Range
  onLast: (days: number) => void
  onChoose: (from: string, until: string) => void
}) {
  const texts = dashboardWords()
  const options = [
    ...usualDays.map((one) => ({ value: String(one), label: texts.last(one) })),
    { value: 'custom', label: texts.custom },
  ]
  const choose = (value: string) => (value === 'custom' ? onChoose(from, until) : onLast(Number(value)))
  return (
    <Flex gap={12} wrap align="center" style={{ marginBottom: 16 }}>
      <Segmented options={options} value={days === null ? 'custom' : String(days)} onChange={choose} />
      <Input
        type="date"
        aria-label={texts.from}
        value={from}
        onChange={({ target }) => target.value && onChoose(target.value, until)}
        style={{ width: 150 }}
      />
      –
      <Input
        type="date"
        aria-label={texts.until}
        value={until}
        onChange={({ target }) => target.value && onChoose(from, target.value)}
        style={{ width: 150 }}
      />
    </Flex>
  )
}
