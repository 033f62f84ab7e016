import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input } from 'antd'
import { Labelled, NumberField, TextField, textOf } from './fields'
import { placeOf, Remove } from './ListOf'
import type { Path } from './places'
import { useField } from './VersionForm'
import { versionFormTexts } from './words'

type Range = [string, string]

export const freshCategory = () => ({ id: '', mccs: [['', '']], rateBasisPoints: null })

/** Merchants whose purchases earn at a rate of their own. */
export function CategoryFields({ at }: { at: Path }) {
  const texts = versionFormTexts()
  return (
    <div className="form-grid">
      <TextField path={[...at, 'id']} hint={texts.idHint} />
      <NumberField path={[...at, 'rateBasisPoints']} hint={texts.categoryRateHint} />
      <MccRanges path={[...at, 'mccs']} />
      <NumberField path={[...at, 'perMonth']} hint={texts.limitHint} />
    </div>
  )
}

function MccRanges({ path }: { path: Path }) {
  const texts = versionFormTexts()
  const field = useField(path, { withParts: true })
  const { value, set } = field
  const ranges = (Array.isArray(value) ? value : []).map(rangeOf)
  const remove = (at: number) => set(ranges.filter((_, other) => other !== at))
  const change = (at: number, range: Range) => set(ranges.map((each, other) => (other === at ? range : each)))
  return (
    <Labelled path={path} field={field} label={texts.mccRanges} hint={texts.mccHint}>
      <Flex vertical gap={8} id={field.id}>
        {ranges.map(placeOf).map((at) => (
          <RangeFields
            key={at}
            range={ranges[at] ?? ['', '']}
            onChange={(range) => change(at, range)}
            onRemove={() => remove(at)}
          />
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => set([...ranges, ['', '']])}
          style={{ alignSelf: 'start' }}
        >
          {texts.add('')}
        </Button>
      </Flex>
    </Labelled>
  )
}

function RangeFields({
  range: [from, until],
  onChange,
  onRemove,
}: {
  range: Range
  onChange: (range: Range) => void
  onRemove: () => void
}) {
  const texts = versionFormTexts()
  return (
    <Flex gap={8} align="center">
      <Mcc label={texts.mccFrom} value={from} onChange={(next) => onChange(begun([from, until], next))} />
      –
      <Mcc label={texts.mccUntil} value={until} onChange={(next) => onChange([from, next])} />
      <Remove what={`${from}–${until}`} onRemove={onRemove} />
    </Flex>
  )
}

function Mcc({ label, value, onChange }: { label: string; value: string; onChange: (mcc: string) => void }) {
  return (
    <Input
      aria-label={label}
      className="figures"
      inputMode="numeric"
      maxLength={4}
      value={value}
      onChange={({ target }) => onChange(target.value.trim())}
      style={{ width: 88 }}
    />
  )
}

/** Most are a single category: its end follows its beginning until it has one of its own. */
function begun([from, until]: Range, next: string): Range {
  return [next, until === '' || until === from ? next : until]
}

function rangeOf(range: unknown): Range {
  const [from, until]: unknown[] = Array.isArray(range) ? range : []
  return [textOf(from), textOf(until)]
}
