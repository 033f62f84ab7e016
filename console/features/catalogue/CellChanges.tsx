import { Table, Typography } from 'antd'
import type { CellChange, VersionRowShown } from '../../../shared/contract/versions'
import { cellText } from './cellText'
import { columnName } from './columnWords'
import { versionTexts } from './words'

/** One benefit field by field, as it is live and as this version has it. */
export function CellChanges({ row: { kind, cells, changes } }: { row: VersionRowShown }) {
  const texts = versionTexts()
  if (kind === 'unchanged') return <Typography.Text type="secondary">{texts.noChanges}</Typography.Text>
  if (kind === 'moved') return <Typography.Text type="secondary">{texts.isMoved}</Typography.Text>
  const said = { new: texts.isNew, removed: texts.isRemoved, changed: undefined }[kind]
  const columns = Object.entries(cells).filter(([column]) => column !== 'benefit_id')
  const all = columns.map(([column, cell]) => ({
    column: column as CellChange['column'],
    before: kind === 'removed' ? (cell ?? '') : '',
    after: kind === 'removed' ? '' : (cell ?? ''),
  }))
  return (
    <>
      {said && (
        <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>
          {said}
        </Typography.Paragraph>
      )}
      <ChangeTable changes={kind === 'changed' ? changes : all} />
    </>
  )
}

/** Fields with their values before and after; what is long is shown whole, with its lines. */
export function ChangeTable({ changes }: { changes: readonly { column: string; before: string; after: string }[] }) {
  const texts = versionTexts()
  const value = (column: string, cell: string, isAfter: boolean) => (
    <span className="figures" style={{ whiteSpace: 'pre-wrap', fontWeight: isAfter ? 600 : undefined }}>
      {cellText(column, cell)}
    </span>
  )
  return (
    <Table
      rowKey="column"
      size="small"
      tableLayout="fixed"
      pagination={false}
      dataSource={[...changes]}
      columns={[
        { title: texts.field, width: 150, render: (_, { column }) => columnName(column) },
        { title: texts.before, render: (_, { column, before }) => value(column, before, false) },
        { title: texts.after, render: (_, { column, after }) => value(column, after, true) },
      ]}
    />
  )
}
