import { Button, Input, Table } from 'antd'
import { useSearchParams } from 'wouter'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import { usePages } from '../../server/usePages'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import { say, words } from '../../words/words'

const texts = words({
  zh: {
    title: '操作日志',
    at: '时间',
    who: '谁',
    commandLine: '命令行',
    action: '做了什么',
    subject: '对象',
    why: '理由',
    changes: '变化',
    from: '来自',
    filter: '按单据或人员的编号筛选',
    more: '更多',
    empty: '没有符合条件的记录',
  },
  en: {
    title: 'Audit log',
    at: 'When',
    who: 'Who',
    commandLine: 'command line',
    action: 'What',
    subject: 'About',
    why: 'Why',
    changes: 'Changes',
    from: 'From',
    filter: 'Only about the request or operator with this id',
    more: 'More',
    empty: 'Nothing here',
  },
})

type Line = ReplyOf<Api['operators']['audit']>['rows'][number]

/** Who did what, when, why and from where; nothing here can be changed. */
export function Audit() {
  const said = say(texts)
  const [search, setSearch] = useSearchParams()
  const subject = search.get('subject') || undefined
  const { items, error, isLoading, hasMore, more, reload } = usePages(`audit ${subject}`, async (cursor) => {
    const { rows, next } = await server.operators.audit({ query: { subject, cursor } })
    return { items: rows, next }
  })
  return (
    <DeskPage title={said.title} error={error} onRetry={reload}>
      <Input.Search
        allowClear
        defaultValue={subject}
        placeholder={said.filter}
        onSearch={(value) => setSearch(value ? { subject: value.trim() } : {})}
        style={{ maxWidth: 420, marginBottom: 16 }}
      />
      <Table<Line>
        rowKey="id"
        dataSource={items}
        loading={isLoading}
        pagination={false}
        locale={{ emptyText: said.empty }}
        columns={[
          { title: said.at, className: 'figures', render: (_, { at }) => formatMoment(at) },
          {
            title: said.who,
            render: (_, { operatorId, operatorName }) => operatorName ?? operatorId ?? said.commandLine,
          },
          { title: said.action, dataIndex: 'action' },
          { title: said.subject, className: 'figures', dataIndex: 'subject', ellipsis: true },
          { title: said.why, dataIndex: 'reason', ellipsis: true },
          { title: said.changes, render: (_, { changes }) => changes.map(changeLine).join('；') },
          { title: said.from, className: 'figures', dataIndex: 'address' },
        ]}
      />
      {hasMore && (
        <Button onClick={more} loading={isLoading} style={{ marginTop: 16 }}>
          {said.more}
        </Button>
      )}
    </DeskPage>
  )
}

function changeLine({ field, before, after }: Line['changes'][number]): string {
  return `${field}: ${before ?? '–'} → ${after ?? '–'}`
}
