import { Alert, Button, Card, Flex, Form, Input, Skeleton, Table, Typography } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { RequestAsked } from '../../../shared/contract/requests'
import { refusalWords } from '../../../shared/words/refusals'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useAnswer } from '../../server/useAnswer'
import { useWishKey } from '../../server/useWishKey'
import { DeskPage } from '../../ui/DeskPage'
import { NotDone } from '../../ui/NotDone'
import { ReasonField } from '../../ui/ReasonModal'
import { useUnsaved } from '../../ui/useUnsaved'
import { say } from '../../words/words'
import { ChangeTable } from '../requests/ChangeTable'
import { checkDraft, type Draft, draftFrom, type Problem, type Programme, type VersionKind } from './version'
import { programmeTexts } from './words'

/** A new version, checked as it is typed, with what it would change; it is asked for, and published by another person. */
export function DraftPage({ kind }: { kind: VersionKind }) {
  const texts = programmeTexts()
  const { data, error, reload } = useAnswer('programme', () => server.programmes.show({ query: {} }))
  const back = <Link href={`/?kind=${kind}`}>{texts.back}</Link>
  return (
    <DeskPage title={`${texts.fresh} · ${texts.kinds[kind]}`} actions={back} error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && <Editor kind={kind} programme={data} />}
    </DeskPage>
  )
}

function Editor({ kind, programme }: { kind: VersionKind; programme: Programme }) {
  const start = useMemo(() => draftFrom(programme, kind), [programme, kind])
  const [draft, setDraft] = useState(start)
  const checked = useMemo(() => checkDraft(kind, draft), [kind, draft])
  const isTouched = draft.version !== start.version || draft.since !== start.since || draft.json !== start.json
  const { letGo } = useUnsaved(isTouched, 'page')
  return (
    <Flex vertical gap={16}>
      <Card>
        <Fields draft={draft} firstDay={programme.firstDay} onChange={setDraft} />
      </Card>
      {checked.problems && isTouched && <Problems problems={checked.problems} />}
      <Difference asked={checked.asked} />
      {checked.asked && <Asking asked={checked.asked} onAsked={letGo} />}
    </Flex>
  )
}

function Fields({ draft, firstDay, onChange }: { draft: Draft; firstDay: string; onChange: (draft: Draft) => void }) {
  const texts = programmeTexts()
  return (
    <Form layout="vertical" component="div">
      <Flex gap={16} wrap>
        <Form.Item label={texts.versionName} extra={texts.nameHint} htmlFor="version" style={{ flex: '1 1 240px' }}>
          <Input
            id="version"
            maxLength={32}
            autoFocus
            value={draft.version}
            onChange={({ target }) => onChange({ ...draft, version: target.value })}
          />
        </Form.Item>
        <Form.Item label={texts.since} extra={texts.sinceHint(firstDay)} htmlFor="since" style={{ flex: '1 1 240px' }}>
          <Input
            id="since"
            type="date"
            min={firstDay}
            value={draft.since}
            onChange={({ target }) => onChange({ ...draft, since: target.value })}
          />
        </Form.Item>
      </Flex>
      <Form.Item label={texts.definition} extra={texts.definitionHint} htmlFor="json" style={{ marginBottom: 0 }}>
        <Input.TextArea
          id="json"
          spellCheck={false}
          rows={28}
          value={draft.json}
          onChange={({ target }) => onChange({ ...draft, json: target.value })}
          style={{ fontFamily: 'ui-monospace, monospace', fontSize: 13 }}
        />
      </Form.Item>
    </Form>
  )
}

function Problems({ problems }: { problems: Problem[] }) {
  const texts = programmeTexts()
  return (
    <Card title={texts.problems} styles={{ body: { padding: 0 } }} role="alert">
      <Table<Problem>
        rowKey={({ place, problem }) => `${place} ${problem}`}
        size="small"
        dataSource={problems}
        pagination={false}
        columns={[
          { title: texts.place, dataIndex: 'place', width: '40%' },
          { title: texts.problem, dataIndex: 'problem' },
        ]}
      />
    </Card>
  )
}

/** Asked for when typing has paused. */
const pauseMs = 500

function Difference({ asked }: { asked: RequestAsked | null }) {
  const texts = programmeTexts()
  const settled = useSettled(asked, pauseMs)
  const { data } = useAnswer(JSON.stringify(settled), () =>
    settled ? server.operators.previewRequest({ body: { asked: settled } }) : Promise.resolve(undefined),
  )
  const differs = data?.changes.some(({ field }) => !/^(rule|terms)\.(version|since)$/.test(field))
  return (
    <Card title={texts.difference}>
      {!settled && <Typography.Text type="secondary">{texts.differenceWaits}</Typography.Text>}
      {settled && data?.obstacle && (
        <Alert type="warning" showIcon title={texts.obstacle} description={say(refusalWords[data.obstacle])} />
      )}
      {settled && data && !data.obstacle && (
        <Flex vertical gap={12}>
          {!differs && <Alert type="info" showIcon title={texts.unchanged} />}
          <ChangeTable changes={data.changes} />
        </Flex>
      )}
    </Card>
  )
}

function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}

function Asking({ asked, onAsked }: { asked: RequestAsked; onAsked: () => void }) {
  const texts = programmeTexts()
  const [, goTo] = useLocation()
  const [form] = Form.useForm<{ reason: string }>()
  const keyOf = useWishKey()
  const { act, isActing, sentence } = useAction(async ({ reason }: { reason: string }) => {
    const body = { asked, reason }
    const { id } = await server.operators.makeRequest({ body, key: keyOf(body) })
    onAsked()
    goTo(`~/console/requests/${id}`)
  })
  return (
    <Card>
      <Typography.Paragraph type="secondary">{texts.asks}</Typography.Paragraph>
      <NotDone sentence={sentence} />
      <Form form={form} layout="vertical" onFinish={act} requiredMark={false}>
        <ReasonField onSend={form.submit} />
        <Button type="primary" htmlType="submit" loading={isActing}>
          {texts.ask}
        </Button>
      </Form>
    </Card>
  )
}
