import { Table } from 'antd'
import type { Change } from '../../../shared/contract/requests'
import { fieldName, valueText } from './fields'
import { requestTexts } from './words'

/** More than this is no longer seen at one look. */
const rowsPerPage = 20

/** What changes, before and after. */
export function ChangeTable({ changes }: { changes: readonly Change[] }) {
  const texts = requestTexts()
  return (
    <Table<Change>
      rowKey="field"
      size="middle"
      dataSource={[...changes]}
      pagination={changes.length > rowsPerPage && { pageSize: rowsPerPage, showSizeChanger: false }}
      locale={{ emptyText: texts.noChanges }}
      columns={[
        { title: texts.field, render: (_, { field }) => fieldName(field) },
        { title: texts.before, className: 'figures', render: (_, { field, before }) => valueText(before, field) },
        {
          title: texts.after,
          className: 'figures',
          render: (_, { field, after }) => <strong>{valueText(after, field)}</strong>,
        },
      ]}
    />
  )
}
