import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { formatMoment } from '../../words/moments'
import { auditTexts } from '../audit/words'
import { rolesText } from '../requests/fields'
import { requestTexts } from '../requests/words'
import { markSeen, type OwnAccount, unseenEvents } from './accountNews'
import { accountTexts } from './accountWords'

const askAgainMs = 5 * 60_000

/** Above every page: what is asked for about one's own account, and what others did with it. Nothing where there is none. */
export function AccountNotice({ ownerId }: { ownerId: string }) {
  const { data, reload } = useAnswer(`account ${ownerId}`, () => server.desk.account())
  const [, setRead] = useState(0)
  useEffect(() => {
    const timer = setInterval(reload, askAgainMs)
    return () => clearInterval(timer)
  }, [reload])
  if (!data) return null
  const read = () => {
    markSeen(data, ownerId)
    setRead(Date.now())
  }
  return (
    <>
      {data.open.length > 0 && <Asked open={data.open} />}
      <Changed events={unseenEvents(data, ownerId)} onRead={read} />
    </>
  )
}

function Asked({ open }: Pick<OwnAccount, 'open'>) {
  const texts = accountTexts()
  const lines = open.map(({ requestId, kind, roles, reason, madeBy, madeAt }) => (
    <div key={requestId}>
      <Link href={`~/console/requests/${requestId}`}>{requestTexts().kinds[kind]}</Link>
      {roles && ` ${texts.becomes(rolesText(roles))}`} · {texts.by(madeBy, formatMoment(madeAt))} · {reason}
    </div>
  ))
  const description = (
    <>
      {lines}
      {texts.alarm}
    </>
  )
  return (
    <Alert
      type="warning"
      showIcon
      title={texts.asked(open.length)}
      description={description}
      style={{ marginBottom: 16 }}
    />
  )
}

function Changed({ events, onRead }: Pick<OwnAccount, 'events'> & { onRead: () => void }) {
  const texts = accountTexts()
  if (events.length === 0) return null
  const description = (
    <>
      {events.slice(0, 3).map((event) => (
        <EventLine key={event.id} event={event} />
      ))}
      {texts.alarm}
    </>
  )
  return (
    <Alert
      type="info"
      showIcon
      title={texts.changed}
      description={description}
      action={<Button onClick={onRead}>{texts.read}</Button>}
      style={{ marginBottom: 16 }}
    />
  )
}

/** One thing that was done with an account: what, by whom, when and why. */
export function EventLine({ event }: { event: OwnAccount['events'][number] }) {
  const { at, action, by, isOwn, reason, changes } = event
  const texts = accountTexts()
  const roles = changes.find(({ field }) => field === 'operator.roles')?.after
  const who = isOwn ? texts.self : (by ?? texts.commandLine)
  const parts = [
    typeof roles === 'string' ? texts.becomes(rolesText(roles.split(','))) : null,
    who,
    formatMoment(at),
    reason,
  ]
  return (
    <div>
      <strong>{auditTexts().actions[action]}</strong> {parts.filter(Boolean).join(' · ')}
    </div>
  )
}
