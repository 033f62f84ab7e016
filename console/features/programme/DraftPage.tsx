import { Alert, Card, Flex, Form, Input, Segmented, Skeleton, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { server } from '../../server/server'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { useUnsaved } from '../../ui/useUnsaved'
import { AskForPublication, Difference } from './Difference'
import { Labelled } from './form/fields'
import { RuleForm } from './form/RuleForm'
import { TermsForm } from './form/TermsForm'
import { fieldId, VersionForm } from './form/VersionForm'
import {
  type Checked,
  checkDraft,
  type Draft,
  draftFrom,
  type Problem,
  type Programme,
  saying,
  saysOf,
  type VersionKind,
} from './version'
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

type View = 'form' | 'json'

function Editor({ kind, programme }: { kind: VersionKind; programme: Programme }) {
  const texts = programmeTexts()
  const start = useMemo(() => draftFrom(programme, kind), [programme, kind])
  const [draft, setDraft] = useState(start)
  const [view, setView] = useState<View>('form')
  const checked = useMemo(() => checkDraft(kind, draft), [kind, draft])
  const isTouched = draft.version !== start.version || draft.since !== start.since || draft.json !== start.json
  const { letGo } = useUnsaved(isTouched, 'page')
  const problems = isTouched ? (checked.problems ?? []) : []
  const views = [
    { value: 'form' as const, label: texts.asForm },
    { value: 'json' as const, label: texts.asJson },
  ]
  return (
    <Form layout="vertical" component="div">
      <Flex vertical gap={16}>
        <Card size="small">
          <Names draft={draft} firstDay={programme.firstDay} problems={problems} onChange={setDraft} />
        </Card>
        <Segmented<View> options={views} value={view} onChange={setView} style={{ alignSelf: 'start' }} />
        {view === 'form' && <AsForm kind={kind} draft={draft} problems={problems} onChange={setDraft} />}
        {view === 'json' && <AsJson draft={draft} onChange={setDraft} />}
        {problems.length > 0 && <Problems problems={problems} isForm={view === 'form'} />}
        <Publication checked={checked} onAsked={letGo} />
      </Flex>
    </Form>
  )
}

function Publication({ checked: { asked }, onAsked }: { checked: Checked; onAsked: () => void }) {
  return (
    <>
      <Difference asked={asked} />
      {asked && <AskForPublication asked={asked} onAsked={onAsked} />}
    </>
  )
}

interface Part {
  draft: Draft
  onChange: (draft: Draft) => void
}

function Names({ draft, firstDay, problems, onChange }: Part & { firstDay: string; problems: readonly Problem[] }) {
  const texts = programmeTexts()
  const field = (name: 'version' | 'since') => ({
    id: fieldId([name]),
    problems: problems.filter(({ path }) => path[0] === name).map(({ problem }) => problem),
  })
  return (
    <div className="form-grid">
      <Labelled path={['version']} field={field('version')} hint={texts.nameHint}>
        <Input
          id={fieldId(['version'])}
          maxLength={32}
          autoFocus
          value={draft.version}
          onChange={({ target }) => onChange({ ...draft, version: target.value })}
        />
      </Labelled>
      <Labelled path={['since']} field={field('since')} hint={texts.sinceHint(firstDay)}>
        <Input
          id={fieldId(['since'])}
          type="date"
          min={firstDay}
          value={draft.since}
          onChange={({ target }) => onChange({ ...draft, since: target.value })}
        />
      </Labelled>
    </div>
  )
}

function AsForm({ kind, draft, problems, onChange }: Part & { kind: VersionKind; problems: readonly Problem[] }) {
  const says = saysOf(draft)
  if (!says) return <Alert type="warning" showIcon title={programmeTexts().jsonFirst} />
  return (
    <VersionForm says={says} problems={problems} onChange={(now) => onChange(saying(draft, now))}>
      {kind === 'rule' ? <RuleForm /> : <TermsForm />}
    </VersionForm>
  )
}

function AsJson({ draft, onChange }: Part) {
  const texts = programmeTexts()
  return (
    <Card size="small">
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
    </Card>
  )
}

/** All that is wrong at once; each leads to its field, which says it once more. */
function Problems({ problems, isForm }: { problems: readonly Problem[]; isForm: boolean }) {
  const texts = programmeTexts()
  const lines = problems.map(({ path, place, problem }) => (
    <li key={`${place} ${problem}`}>
      {isForm && path.length > 0 ? (
        <Typography.Link onClick={() => goToField(path)}>{place}</Typography.Link>
      ) : (
        <strong>{place}</strong>
      )}
      {`：${problem}`}
    </li>
  ))
  const list = <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 180, overflowY: 'auto' }}>{lines}</ul>
  return <Alert type="error" showIcon title={texts.problems(problems.length)} description={list} />
}

/** A part without a field of its own is shown at what holds it. */
function goToField(path: readonly PropertyKey[]): void {
  for (let length = path.length; length > 0; length--) {
    const field = document.getElementById(fieldId(path.slice(0, length)))
    if (!field) continue
    field.scrollIntoView({ block: 'center' })
    field.focus()
    return
  }
}
