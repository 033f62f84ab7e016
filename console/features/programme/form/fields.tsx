import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { pathName } from '../fieldNames'
import type { Path } from './places'
import { type Field, useField } from './VersionForm'

interface Place {
  path: Path
  /** Other than the name of its last part. */
  label?: string
  hint?: string
}

interface Choice<Value> {
  options: { value: Value; label: string }[]
}

/** A whole number; empty, it is left out. */
export function NumberField({ path, ...rest }: Place) {
  const field = useField(path)
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <InputNumber
        id={id}
        min={0}
        className="figures"
        value={typeof value === 'number' ? value : null}
        onChange={(typed) => set(typed ?? undefined)}
        style={{ width: '100%' }}
      />
    </Labelled>
  )
}

export function TextField({ path, ...rest }: Place) {
  const field = useField(path)
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <Input id={id} autoComplete="off" value={textOf(value)} onChange={({ target }) => set(target.value)} />
    </Labelled>
  )
}

/** A business day; empty, it is left out. */
export function DayField({ path, ...rest }: Place) {
  const field = useField(path)
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <Input id={id} type="date" value={textOf(value)} onChange={({ target }) => set(target.value || undefined)} />
    </Labelled>
  )
}

export function ChoiceField({ path, options, ...rest }: Place & Choice<string>) {
  const field = useField(path)
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <Select id={id} options={options} value={textOf(value) || undefined} onChange={set} />
    </Labelled>
  )
}

export function RadioField({ path, options, ...rest }: Place & Choice<string>) {
  const field = useField(path)
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <Radio.Group id={id} options={options} value={value} onChange={({ target }) => set(target.value)} />
    </Labelled>
  )
}

/** None chosen is no condition, and is left out. */
export function ChecksField<Value extends string | number>({ path, options, ...rest }: Place & Choice<Value>) {
  const field = useField(path, { withParts: true })
  const { value, set } = field
  const chosen = Array.isArray(value) ? (value as Value[]) : []
  return (
    <Labelled path={path} field={field} {...rest}>
      <Checkbox.Group<Value>
        options={options}
        value={chosen}
        onChange={(now) =>
          set(now.length > 0 ? options.map((one) => one.value).filter((one) => now.includes(one)) : undefined)
        }
      />
    </Labelled>
  )
}

/** Many short texts, typed or pasted with commas, spaces or lines between them. */
export function TagsField({ path, ...rest }: Place) {
  const field = useField(path, { withParts: true })
  const { id, value, set } = field
  return (
    <Labelled path={path} field={field} {...rest}>
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '、', ' ', '\n', ';']}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(typed: string[]) => set(typed.map((one) => one.trim()).filter(Boolean))}
      />
    </Labelled>
  )
}

export function Labelled({
  path,
  field: { id, problems },
  label,
  hint,
  children,
}: Place & { field: Pick<Field, 'id' | 'problems'>; children: ReactNode }) {
  const isWrong = problems.length > 0
  return (
    <Form.Item
      label={label ?? pathName(path.slice(-1))}
      htmlFor={id}
      extra={hint}
      validateStatus={isWrong ? 'error' : undefined}
      help={isWrong ? problems.join(' ') : undefined}
    >
      {children}
    </Form.Item>
  )
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
