import { Descriptions } from 'antd'
import type { Api } from '../../../shared/contract/api'
import type { OperatorAccount } from '../../../shared/contract/desk'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { isId } from '../../../shared/values/ids'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import type { ListColumn } from '../../ui/list/columns'
import type { ListFilter } from '../../ui/list/ListFilters'
import { ListPage } from '../../ui/list/ListPage'
import { sortAs } from '../../ui/list/sort'
import { formatMoment } from '../../words/moments'
import { fieldName, valueText } from '../requests/fields'
import { auditTexts } from './words'

type Line = ReplyOf<Api['operators']['audit']>['rows'][number]

/** Who did what, when, why and from where; nothing here can be changed. */
export function Audit() {
  const texts = auditTexts()
  const { data } = useAnswer('audit operators', () => server.desk.operators())
  return (
    <ListPage<Line>
      name="audit"
      source="operators.audit"
      title={texts.title}
      rowKey={({ id }) => id}
      empty={texts.empty}
      columns={columns()}
      filters={filters(data?.operators ?? [])}
      expanded={(line) => <Whole line={line} />}
      ask={async ({ filters: { subject, action, who, onFrom, onUntil }, sort, cursor }) => {
        const query = {
          subject: subject || undefined,
          action: action || undefined,
          operatorId: who || undefined,
          from: onFrom || undefined,
          until: onUntil || undefined,
          sort: sortAs(sort, ['at']),
          cursor,
        }
        const { rows, next } = await server.operators.audit({ query })
        return { items: rows, next }
      }}
    />
  )
}

/** What does not fit into the row. */
function Whole({ line: { subject, reason, changes, requestId } }: { line: Line }) {
  const texts = auditTexts()
  const items = [
    { key: 'subject', label: texts.subject, children: subject },
    { key: 'why', label: texts.why, children: reason ?? '–' },
    { key: 'changes', label: texts.changes, children: <Changes changes={changes} /> },
    { key: 'request', label: texts.request, children: requestId ?? '–' },
  ]
  return <Descriptions size="small" column={1} items={items} />
}

function Changes({ changes }: Pick<Line, 'changes'>) {
  if (changes.length === 0) return '–'
  return (
    <div>
      {changes.map((change) => (
        <div key={change.field}>{changeLine(change)}</div>
      ))}
    </div>
  )
}

function filters(operators: readonly OperatorAccount[]): ListFilter[] {
  const texts = auditTexts()
  const people = operators.map(({ id, name }) => ({ value: id, label: name }))
  const options = Object.entries(texts.actions).map(([value, label]) => ({ value, label }))
  return [
    { kind: 'text', name: 'subject', placeholder: texts.filter },
    { kind: 'choice', name: 'who', label: texts.who, options: people, areLong: true },
    { kind: 'choice', name: 'action', label: texts.action, options },
    { kind: 'days', name: 'on', label: texts.days },
  ]
}

function columns(): ListColumn<Line>[] {
  const texts = auditTexts()
  const text = (key: string, title: string, of: (line: Line) => string | null): ListColumn<Line> => ({
    key,
    title,
    render: (line) => <span className="figures">{of(line)}</span>,
    cell: of,
  })
  return [
    { ...text('at', texts.at, ({ at }) => formatMoment(at)), width: 170, sort: 'server' },
    { ...text('who', texts.who, whoOf), width: 180 },
    { ...text('action', texts.action, ({ action }) => actionOf(action)), width: 140 },
    {
      ...text('subject', texts.subject, ({ subject }) => subject),
      width: 110,
      render: ({ subject }) => <span className="figures">{shortId(subject)}</span>,
    },
    text('why', texts.why, ({ reason }) => reason),
    text('changes', texts.changes, ({ changes }) => changes.map(changeLine).join('；')),
    { ...text('from', texts.from, ({ address }) => address), width: 110 },
    { ...text('request', texts.request, ({ requestId }) => requestId), hidden: true },
  ]
}

/** The end of an id tells it from others; all of it stands in the opened row and in the export. */
function shortId(subject: string): string {
  return isId(subject) ? `…${subject.slice(-6)}` : subject
}

/** Who is refused at the door is nobody yet, and comes from somewhere; the command line does not. */
function whoOf({ operatorName, operatorId, address }: Line): string {
  const { commandLine, somebody } = auditTexts()
  return operatorName ?? operatorId ?? (address === null ? commandLine : somebody)
}

/** A log that is older than this page may name what nobody does any more. */
function actionOf(action: string): string {
  const names: Readonly<Record<string, string>> = auditTexts().actions
  return names[action] ?? action
}

function changeLine({ field, before, after }: Line['changes'][number]): string {
  return `${fieldName(field)}: ${valueText(before, field)} → ${valueText(after, field)}`
}
