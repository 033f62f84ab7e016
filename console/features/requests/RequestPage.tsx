import { Alert, Button, Card, Descriptions, Flex, Form, Input, Skeleton, Tag, Typography } from 'antd'
import { Link } from 'wouter'
import type { RequestKind, RequestShown } from '../../../shared/contract/requests'
import { refusalWords } from '../../../shared/words/refusals'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useAnswer } from '../../server/useAnswer'
import { useWishKey } from '../../server/useWishKey'
import { DeskPage } from '../../ui/DeskPage'
import { NotDone } from '../../ui/NotDone'
import { bothLanguages } from '../../words/bothLanguages'
import { formatMoment } from '../../words/moments'
import { say } from '../../words/words'
import type { SignedIn } from '../door/useStanding'
import { ChangeTable } from './ChangeTable'
import { DrawOnce } from './DrawOnce'
import { fieldName, rolesText, valueText } from './fields'
import { mayApprove } from './mayApprove'
import { stateColours } from './RequestList'
import { RevealOnce } from './RevealOnce'
import { requestTexts } from './words'

/** What ends with an enrolment code for whoever asked. */
const drawsCode: ReadonlySet<RequestKind> = new Set(['open_account', 'renew_enrolment'])

/** One request with what it would change, and the decision where it is this person's to make. */
export function RequestPage({ requestId, who }: { requestId: string; who: SignedIn }) {
  const texts = requestTexts()
  const { data, error, reload } = useAnswer(requestId, () => server.operators.request({ params: { requestId } }))
  const back = <Link href="/">{texts.back}</Link>
  return (
    <DeskPage title={data ? texts.kinds[data.kind] : texts.title} actions={back} error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && (
        <Flex vertical gap={16}>
          <Facts request={data} />
          <Changes request={data} />
          {data.kind === 'reveal_code' && data.state === 'approved' && data.madeBy.id === who.operator.id && (
            <RevealOnce requestId={requestId} />
          )}
          {drawsCode.has(data.kind) && data.state === 'approved' && data.madeBy.id === who.operator.id && (
            <DrawOnce requestId={requestId} />
          )}
          {data.state === 'open' && <Decision request={data} who={who} onDecided={reload} />}
        </Flex>
      )}
    </DeskPage>
  )
}

function Facts({ request }: { request: RequestShown }) {
  const texts = requestTexts()
  const {
    state,
    reason,
    madeBy,
    madeAt,
    decidedBy,
    decidedAt,
    decisionReason,
    failure,
    obstacle,
    obstacleFields,
    payload,
  } = request
  const items = [
    { key: 'state', label: texts.state, children: <Tag color={stateColours[state]}>{texts.states[state]}</Tag> },
    { key: 'by', label: texts.by, children: `${madeBy.name} · ${formatMoment(madeAt)}` },
    { key: 'reason', label: texts.reason, children: reason },
    ...Object.entries(payload).map(([name, value]) => ({
      key: `payload.${name}`,
      label: fieldName(name),
      children: <PayloadValue name={name} value={value} />,
    })),
    ...(decidedBy && decidedAt
      ? [
          {
            key: 'decided',
            label: texts.decisionReason,
            children: `${texts.decided(decidedBy.name, formatMoment(decidedAt))} ${decisionReason ?? ''}`,
          },
        ]
      : []),
  ]
  const against = failure ?? obstacle
  return (
    <Card>
      {against && (
        <Alert
          type="warning"
          showIcon
          title={failure ? texts.failure : texts.obstacle}
          description={<Against sentence={say(refusalWords[against])} fields={obstacleFields} />}
          style={{ marginBottom: 16 }}
        />
      )}
      <Descriptions column={1} items={items} />
    </Card>
  )
}

/** What stands against it, and what exactly it is about. */
function Against({ sentence, fields = [] }: { sentence: string; fields?: RequestShown['obstacleFields'] }) {
  return (
    <>
      {sentence}
      {fields.map(({ path, message }) => (
        <div key={path}>
          {fieldName(path)}: {say(bothLanguages(message))}
        </div>
      ))}
    </>
  )
}

/** Where the desk shows what is named; of a version that is its difference in full, and what cardholders would see. */
const placeOf: Record<string, string> = {
  cardholderId: 'cardholders',
  versionId: 'catalogue',
  importId: 'import/codes',
}

function PayloadValue({ name, value }: { name: string; value: unknown }) {
  // What a version says stands among the changes.
  if (name === 'rule' || name === 'terms' || name === 'ruleSet') {
    const { version, since } = value as { version: string; since?: string }
    return <span className="figures">{since ? `${version} · ${since}` : version}</span>
  }
  if (name === 'lots') return <span className="figures">{lotsText(value as LotsMeant)}</span>
  if (name === 'roles' && Array.isArray(value)) return rolesText(value.map(String))
  const place = placeOf[name]
  if (place) return <Link href={`~/console/${place}/${value}`}>{String(value)}</Link>
  if (typeof value === 'boolean') return valueText(value ? 'yes' : 'no')
  return (
    <span className="figures">{typeof value === 'number' ? valueText(value) : valueText(String(value), name)}</span>
  )
}

type LotsMeant = { lotId: string } | { expiringUntil: string }

function lotsText(lots: LotsMeant): string {
  return 'lotId' in lots ? lots.lotId : requestTexts().expiringUntil(lots.expiringUntil)
}

function Changes({ request: { kind, state, changes } }: { request: RequestShown }) {
  const texts = requestTexts()
  const means = state === 'open' ? texts.means[kind] : undefined
  if (changes.length === 0 && !means) return null
  return (
    <Card title={texts.changes} styles={{ body: { padding: '8px 16px 16px' } }}>
      {means && <Typography.Paragraph style={{ margin: '8px 8px 12px' }}>{means}</Typography.Paragraph>}
      {changes.length > 0 && <ChangeTable changes={changes} />}
    </Card>
  )
}

function Decision({ request, who, onDecided }: { request: RequestShown; who: SignedIn; onDecided: () => void }) {
  const texts = requestTexts()
  const keyOf = useWishKey()
  const [form] = Form.useForm<{ reason?: string }>()
  const { act, isActing, sentence } = useAction(async (what: 'approve' | 'reject' | 'withdraw') => {
    const params = { requestId: request.id }
    const reason = form.getFieldValue('reason') as string | undefined
    const key = keyOf([what, reason])
    if (what === 'approve') await server.operators.approve({ params, body: { reason: reason || undefined }, key })
    if (what === 'withdraw') await server.operators.withdraw({ params, body: { reason: reason || undefined }, key })
    if (what === 'reject') await server.operators.reject({ params, body: { reason: reason ?? '' }, key })
    onDecided()
  })
  const isOwn = request.madeBy.id === who.operator.id
  const mayCheck = mayApprove(request.kind, who.operator.roles) && !isOwn
  if (!mayCheck && !isOwn) return null
  return (
    <Card>
      {isOwn && <Alert type="info" showIcon title={texts.own} style={{ marginBottom: 16 }} />}
      <NotDone sentence={sentence} />
      <Form form={form} layout="vertical">
        <Form.Item name="reason" label={texts.decisionReason} extra={texts.reasonShort}>
          <Input.TextArea maxLength={300} rows={3} />
        </Form.Item>
        <Flex gap={8}>
          {mayCheck && (
            <Button
              type="primary"
              disabled={request.obstacle !== null}
              loading={isActing}
              onClick={() => act('approve')}
            >
              {texts.approve}
            </Button>
          )}
          {mayCheck && (
            <Button danger loading={isActing} onClick={() => act('reject')}>
              {texts.reject}
            </Button>
          )}
          {isOwn && (
            <Button loading={isActing} onClick={() => act('withdraw')}>
              {texts.withdraw}
            </Button>
          )}
        </Flex>
      </Form>
    </Card>
  )
}
