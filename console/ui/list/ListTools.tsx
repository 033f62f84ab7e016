import { DownloadOutlined, SettingOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Flex, Popover } from 'antd'
import { sentenceOf } from '../../server/refusal'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import type { ListColumn } from './columns'
import { csvOf, downloadText } from './csv'
import { listTexts } from './words'

/** More than this nobody reads in a spreadsheet, and the server should not be asked for. */
const rowsAtMost = 10_000

interface Tools<Row> {
  name: string
  source: string
  filters: Record<string, string>
  columns: readonly ListColumn<Row>[]
  chosen: string[]
  choose: (keys: string[]) => void
  ask: (cursor: string | undefined) => Promise<{ items: Row[]; next: string | null }>
}

/** Beside the filters: which columns are shown, and a file of all rows that the filter lets through. */
export function ListTools<Row>({ name, source, filters, columns, chosen, choose, ask }: Tools<Row>) {
  const texts = listTexts()
  const { message } = App.useApp()
  const { act, isActing } = useAction(async () => {
    const found = await allRows(ask).catch((error: unknown) => void message.error(sentenceOf(error)))
    if (!found) return
    const { rows, isWhole } = found
    const told = await writtenDown({ list: source, filters, rows: rows.length })
    if (told !== null) return void message.error(told)
    const exported = columns.filter(({ key, cell }) => cell && chosen.includes(key))
    const lines = rows.map((row) => exported.map(({ cell }) => cell?.(row) ?? null))
    downloadText(`${name}.csv`, csvOf([exported.map(({ title }) => title), ...lines]))
    if (isWhole) message.success(texts.exported(rows.length))
    else message.warning(texts.exportedPart(rows.length))
  })
  const options = columns.map(({ key, title }) => ({ value: key, label: title }))
  const boxes = (
    <Checkbox.Group options={options} value={chosen} onChange={choose} style={{ display: 'grid', gap: 8 }} />
  )
  return (
    <Flex gap={8} style={{ marginInlineStart: 'auto', flexShrink: 0 }}>
      <Popover content={boxes} trigger="click" placement="bottomRight">
        <Button icon={<SettingOutlined />}>{texts.columns}</Button>
      </Popover>
      <Button icon={<DownloadOutlined />} loading={isActing} onClick={() => act(undefined)}>
        {texts.exporting}
      </Button>
    </Flex>
  )
}

/** Who takes a list away stands in the audit log before there is a file. Answers what stood against it. */
async function writtenDown({ filters, ...rest }: { list: string; filters: Record<string, string>; rows: number }) {
  const narrowing = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''))
  return server.desk.exported({ body: { ...rest, filters: narrowing } }).then(() => null, sentenceOf)
}

async function allRows<Row>(ask: Tools<Row>['ask']): Promise<{ rows: Row[]; isWhole: boolean }> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await ask(cursor)
    rows.push(...items)
    cursor = next ?? undefined
  } while (cursor !== undefined && rows.length < rowsAtMost)
  return { rows: rows.slice(0, rowsAtMost), isWhole: cursor === undefined }
}
