import { Button, Segmented, Table, Tag } from 'antd'
import { Link, useSearchParams } from 'wouter'
import { type RequestRow, type RequestState, requestState } from '../../../shared/contract/requests'
import { server } from '../../server/server'
import { usePages } from '../../server/usePages'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { requestTexts } from './words'

export const stateColours: Record<RequestState, string> = {
  open: 'gold',
  approved: 'green',
  rejected: 'red',
  withdrawn: 'default',
  failed: 'red',
}

/** Open ones first; which ones are shown stands in the address, so that a list can be sent to a colleague. */
export function RequestList() {
  const texts = requestTexts()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('state') ?? 'open'
  const state = requestState.safeParse(asked).data
  const { items, error, isLoading, hasMore, more, reload } = usePages(`requests ${asked}`, async (cursor) => {
    const { requests, next } = await server.operators.requests({ query: { state, cursor } })
    return { items: requests, next }
  })
  const options = [
    ...requestState.options.map((one) => ({ value: one as string, label: texts.states[one] })),
    { value: 'all', label: texts.all },
  ]
  return (
    <DeskPage title={texts.title} error={error} onRetry={reload}>
      <Segmented
        options={options}
        value={asked}
        onChange={(value) => setSearch({ state: value })}
        style={{ marginBottom: 16 }}
      />
      <Table<RequestRow>
        rowKey="id"
        dataSource={items}
        loading={isLoading}
        pagination={false}
        locale={{ emptyText: texts.empty }}
        columns={[
          { title: texts.kind, render: (_, { id, kind }) => <Link href={`/${id}`}>{texts.kinds[kind]}</Link> },
          { title: texts.reason, dataIndex: 'reason', ellipsis: true },
          { title: texts.by, render: (_, { madeBy }) => madeBy.name },
          { title: texts.at, className: 'figures', render: (_, { madeAt }) => formatMoment(madeAt) },
          {
            title: texts.state,
            render: (_, row) => <Tag color={stateColours[row.state]}>{texts.states[row.state]}</Tag>,
          },
        ]}
      />
      {hasMore && (
        <Button onClick={more} loading={isLoading} style={{ marginTop: 16 }}>
          {texts.more}
        </Button>
      )}
    </DeskPage>
  )
}
