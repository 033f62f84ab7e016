import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Form, Input, InputNumber, Select, Typography } from 'antd'
import { useState } from 'react'
import { Labelled } from './fields'
import { Remove } from './ListOf'
import type { Path } from './places'
import { useField } from './VersionForm'
import { versionFormTexts } from './words'

interface Place {
  path: Path
  label?: string
  hint?: string
  /** What can be named; without it any name can be typed. */
  options?: { value: string; label: string }[]
}

/** A number for each of some names. A name that was given wrongly is removed and added again. */
export function AmountsByName({ path, options, ...rest }: Place) {
  const field = useField(path)
  const { value, set } = field
  const amounts = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const names = Object.keys(amounts)
  const free = options?.filter((option) => !names.includes(option.value))
  const add = (name: string) => set({ ...amounts, [name]: null })
  const remove = (name: string) => set(Object.fromEntries(Object.entries(amounts).filter(([other]) => other !== name)))
  return (
    <Labelled path={path} field={field} {...rest}>
      <Flex vertical gap={8} id={field.id}>
        {names.map((name) => (
          <Amount key={name} path={[...path, name]} label={labelOf(name, options)} onRemove={() => remove(name)} />
        ))}
        {free ? <Choose options={free} onAdd={add} /> : <Type taken={names} onAdd={add} />}
      </Flex>
    </Labelled>
  )
}

const labelOf = (name: string, options: Place['options']) => options?.find(({ value }) => value === name)?.label ?? name

function Amount({ path, label, onRemove }: { path: Path; label: string; onRemove: () => void }) {
  const { id, value, set, problems } = useField(path)
  const isWrong = problems.length > 0
  return (
    <Form.Item
      validateStatus={isWrong ? 'error' : undefined}
      help={isWrong ? problems.join(' ') : undefined}
      noStyle={!isWrong}
    >
      <Flex gap={8} align="center">
        <Typography.Text style={{ width: 120 }} ellipsis={{ tooltip: label }}>
          {label}
        </Typography.Text>
        <InputNumber
          id={id}
          min={0}
          aria-label={label}
          className="figures"
          value={typeof value === 'number' ? value : null}
          onChange={(typed) => set(typed ?? null)}
          style={{ width: 160 }}
        />
        <Remove what={label} onRemove={onRemove} />
      </Flex>
    </Form.Item>
  )
}

function Choose({ options, onAdd }: { options: { value: string; label: string }[]; onAdd: (name: string) => void }) {
  const texts = versionFormTexts()
  if (options.length === 0) return null
  return (
    <Select
      aria-label={texts.choose}
      placeholder={texts.choose}
      options={options}
      value={null}
      onChange={onAdd}
      style={{ width: 200 }}
    />
  )
}

function Type({ taken, onAdd }: { taken: string[]; onAdd: (name: string) => void }) {
  const texts = versionFormTexts()
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const add = () => {
    if (name === '' || taken.includes(name)) return
    onAdd(name)
    setTyped('')
  }
  return (
    <Flex gap={8}>
      <Input
        aria-label={texts.name}
        placeholder={texts.name}
        maxLength={64}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={add}
        style={{ width: 200 }}
      />
      <Button icon={<PlusOutlined />} disabled={name === '' || taken.includes(name)} onClick={add}>
        {texts.add('')}
      </Button>
    </Flex>
  )
}
