import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import { server } from '../../server/server'
import type { ListColumn } from '../../ui/list/columns'
import type { ListFilter } from '../../ui/list/ListFilters'
import { ListPage } from '../../ui/list/ListPage'
import { formatMoment } from '../../words/moments'
import { fieldName, valueText } from '../requests/fields'
import { auditTexts } from './words'

type Line = ReplyOf<Api['operators']['audit']>['rows'][number]

/** Who did what, when, why and from where; nothing here can be changed. */
export function Audit() {
  const texts = auditTexts()
  return (
    <ListPage<Line>
      name="audit"
      source="operators.audit"
      title={texts.title}
      rowKey={({ id }) => id}
      empty={texts.empty}
      columns={columns()}
      filters={filters()}
      expanded={({ changes }) => changes.map(changeLine).join('；') || '–'}
      ask={async ({ filters: { subject, action, onFrom, onUntil }, cursor }) => {
        const query = {
          subject: subject || undefined,
          action: action || undefined,
          from: onFrom || undefined,
          until: onUntil || undefined,
          cursor,
        }
        const { rows, next } = await server.operators.audit({ query })
        return { items: rows, next }
      }}
    />
  )
}

function filters(): ListFilter[] {
  const texts = auditTexts()
  const options = Object.entries(texts.actions).map(([value, label]) => ({ value, label }))
  return [
    { kind: 'text', name: 'subject', placeholder: texts.filter },
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
    { ...text('at', texts.at, ({ at }) => formatMoment(at)), width: 180 },
    { ...text('who', texts.who, whoOf), width: 180 },
    { ...text('action', texts.action, ({ action }) => actionOf(action)), width: 150 },
    text('subject', texts.subject, ({ subject }) => subject),
    text('why', texts.why, ({ reason }) => reason),
    text('changes', texts.changes, ({ changes }) => changes.map(changeLine).join('；')),
    { ...text('from', texts.from, ({ address }) => address), width: 120 },
    { ...text('request', texts.request, ({ requestId }) => requestId), hidden: true },
  ]
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
  return `${fieldName(field)}: ${valueText(before)} → ${valueText(after)}`
}
