import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'
import type { Path } from './places'
import { useField } from './VersionForm'
import { versionFormTexts } from './words'

/** Parts of one kind, each with its fields; they are added at the end and removed one by one. */
export function ListOf({
  path,
  name,
  fresh,
  children,
  mayAdd = true,
  isCompact = false,
}: {
  path: Path
  /** What one of them is called. */
  name: string
  /** What is added. */
  fresh: (before: readonly unknown[]) => unknown
  children: (at: Path) => ReactNode
  mayAdd?: boolean
  /** Of few fields: each part is one line. */
  isCompact?: boolean
}) {
  const texts = versionFormTexts()
  const { id, value, set, problems } = useField(path)
  const parts = Array.isArray(value) ? value : []
  return (
    <Flex vertical gap={12} id={id}>
      {problems.length > 0 && <Alert type="error" showIcon title={problems.join(' ')} />}
      {parts.length === 0 && <Typography.Text type="secondary">{texts.none}</Typography.Text>}
      {parts.map(placeOf).map((at) => {
        const remove = <Remove what={`${name} ${at + 1}`} onRemove={() => set(without(parts, at))} />
        return (
          <Part key={at} title={`${name} ${at + 1}`} remove={remove} isCompact={isCompact}>
            {children([...path, at])}
          </Part>
        )
      })}
      {mayAdd && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => set([...parts, fresh(parts)])}
          style={{ alignSelf: 'start' }}
        >
          {texts.add(name)}
        </Button>
      )}
    </Flex>
  )
}

/** A part has no other name while it is typed, and is drawn from its value alone. */
export function placeOf(_: unknown, at: number): number {
  return at
}

function without(parts: readonly unknown[], at: number): unknown[] {
  return parts.filter((_, other) => other !== at)
}

interface PartShown {
  title: string
  remove: ReactNode
  isCompact: boolean
  children: ReactNode
}

function Part({ title, remove, isCompact, children }: PartShown) {
  if (!isCompact)
    return (
      <Card size="small" type="inner" title={title} extra={remove}>
        {children}
      </Card>
    )
  return (
    <Flex gap={8} align="end">
      <div style={{ flex: 1 }}>{children}</div>
      {remove}
    </Flex>
  )
}

export function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  const said = `${versionFormTexts().remove} ${what}`
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={said} title={said} onClick={onRemove} />
}
