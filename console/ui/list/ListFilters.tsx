import { Button, Flex, Input, type InputRef, Segmented, Select, Typography } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSlash } from '../useSlash'
import { listTexts } from './words'

/** One way to narrow a list. Its value is text, empty where it narrows nothing. */
export type ListFilter =
  | { kind: 'text'; name: string; placeholder: string }
  | {
      kind: 'choice'
      name: string
      label: string
      options: readonly { value: string; label: string }[]
      /** What is meant where nothing was chosen; without it, all. */
      initial?: string
      /** However few there are, they are too long to stand side by side. */
      areLong?: true
    }
  /** One business day. */
  | { kind: 'day'; name: string; label: string }
  /** Two business days, as `<name>From` and `<name>Until`. */
  | { kind: 'days'; name: string; label: string }

/** The names under which the values of filters stand in the address. */
export function filterNames(filters: readonly ListFilter[]): string[] {
  return filters.flatMap(({ kind, name }) => (kind === 'days' ? [`${name}From`, `${name}Until`] : [name]))
}

/** Above a list: what narrows it. The key / leads to its first text field, or where there is none, to its first choice. */
export function ListFilters({
  filters,
  values,
  onChange,
}: {
  filters: readonly ListFilter[]
  values: Record<string, string>
  onChange: (changed: Record<string, string>) => void
}) {
  const texts = listTexts()
  const place = useRef<HTMLDivElement>(null)
  useSlash(() => firstFieldIn(place.current)?.focus())
  const isNarrowed = Object.values(values).some(Boolean)
  const clear = () => onChange(Object.fromEntries(filterNames(filters).map((name) => [name, ''])))
  return (
    <Flex ref={place} gap={12} wrap align="center">
      {filters.map((filter) => (
        <Field key={filter.name} filter={filter} values={values} onChange={onChange} />
      ))}
      {isNarrowed && (
        <Button type="link" size="small" onClick={clear}>
          {texts.clear}
        </Button>
      )}
    </Flex>
  )
}

function firstFieldIn(place: HTMLElement | null): HTMLElement | null {
  return (
    place?.querySelector<HTMLElement>('input:not([type=radio])') ?? place?.querySelector<HTMLElement>('input') ?? null
  )
}

interface FieldProps<Kind extends ListFilter> {
  filter: Kind
  values: Record<string, string>
  onChange: (changed: Record<string, string>) => void
}

function Field({ filter, ...rest }: FieldProps<ListFilter>) {
  if (filter.kind === 'text') return <TextField filter={filter} {...rest} />
  if (filter.kind === 'days') return <DaysField filter={filter} {...rest} />
  if (filter.kind === 'day') return <DayField filter={filter} {...rest} />
  return <ChoiceField filter={filter} {...rest} />
}

/** Asks when Enter is pressed, since every look of some lists is written down. */
function TextField({ filter: { name, placeholder }, values, onChange }: FieldProps<ListFilter & { kind: 'text' }>) {
  const field = useRef<InputRef>(null)
  const value = values[name] ?? ''
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <Input.Search
      ref={field}
      allowClear
      value={typed}
      placeholder={placeholder}
      aria-label={placeholder}
      title={listTexts().slash}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange({ [name]: text.trim() })}
      onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
      style={{ width: 260 }}
    />
  )
}

/** A few choices stand side by side; more of them open when they are asked for. */
const sideBySide = 6

function ChoiceField({ filter, values, onChange }: FieldProps<ListFilter & { kind: 'choice' }>) {
  const { name, label, initial = '' } = filter
  const { all, allOf } = listTexts()
  const isOpenedOnDemand = filter.areLong || filter.options.length + (initial === '' ? 1 : 0) > sideBySide
  // Closed, it must say what it is all of.
  const none = { value: '', label: isOpenedOnDemand ? allOf(label) : all }
  const options = initial === '' ? [none, ...filter.options] : [...filter.options]
  const value = values[name] || initial
  const choose = (chosen: string) => onChange({ [name]: chosen === initial ? '' : chosen })
  if (isOpenedOnDemand)
    return <Select aria-label={label} value={value} options={options} onChange={choose} style={{ minWidth: 160 }} />
  return <Segmented aria-label={label} options={options} value={value} onChange={choose} />
}

function DayField({ filter: { name, label }, ...rest }: FieldProps<ListFilter & { kind: 'day' }>) {
  return (
    <Flex gap={8} align="center">
      <Typography.Text type="secondary">{label}</Typography.Text>
      <Day name={name} label={label} {...rest} />
    </Flex>
  )
}

function DaysField({ filter: { name, label }, ...rest }: FieldProps<ListFilter & { kind: 'days' }>) {
  const texts = listTexts()
  return (
    <Flex gap={8} align="center">
      <Typography.Text type="secondary">{label}</Typography.Text>
      <Day name={`${name}From`} label={`${label} ${texts.from}`} {...rest} />
      <Day name={`${name}Until`} label={`${label} ${texts.until}`} {...rest} />
    </Flex>
  )
}

function Day({
  name,
  label,
  values,
  onChange,
}: { name: string; label: string } & Pick<FieldProps<ListFilter>, 'values' | 'onChange'>) {
  return (
    <Input
      type="date"
      aria-label={label}
      value={values[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value })}
      style={{ width: 140 }}
    />
  )
}
