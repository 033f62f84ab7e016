import { App, Button, Card, Collapse, Flex, Skeleton, Switch, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Api } from '../../../shared/contract/api'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { RiskRule, RiskRuleSet } from '../../../shared/contract/riskRules'
import { laneWords } from '../../../shared/words/risk'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { useAnswer } from '../../server/useAnswer'
import { DeskPage } from '../../ui/DeskPage'
import { EmptyState } from '../../ui/EmptyState'
import { NotDone } from '../../ui/NotDone'
import { language } from '../../words/language'
import { formatMoment } from '../../words/moments'
import type { SignedIn } from '../door/useStanding'
import { AskModal } from '../requests/AskModal'
import { ruleSentence } from './factWords'
import { RuleModal } from './RuleModal'
import { SetFields } from './SetFields'
import { ShadowReport } from './ShadowReport'
import { riskTexts } from './words'

type Shown = ReplyOf<Api['riskDesk']['rules']>
type Draft = NonNullable<Shown['draft']>

/** The rules in force as sentences, the draft with what it would have done, and the versions before. */
export function Rules({ who }: { who: SignedIn }) {
  const texts = riskTexts()
  const { data, error, reload } = useAnswer('risk-rules', () => server.riskDesk.rules({ query: {} }))
  const mayDraft = who.operator.roles.includes('risk')
  return (
    <DeskPage title={texts.rules} error={error} onRetry={reload}>
      {!data && error === undefined && <Skeleton active />}
      {data && (
        <Flex vertical gap={16}>
          <Card
            size="small"
            title={`${texts.live} · ${data.live.version}`}
            extra={data.liveSince ? texts.since(formatMoment(data.liveSince)) : texts.fromStart}
          >
            <RuleList ruleSet={data.live} />
          </Card>
          {data.draft ? (
            <DraftCard key={data.draft.revision} draft={data.draft} mayDraft={mayDraft} onChanged={reload} />
          ) : (
            <NoDraft live={data.live} mayDraft={mayDraft} onChanged={reload} />
          )}
          <Past past={data.past} />
        </Flex>
      )}
    </DeskPage>
  )
}

interface Editing {
  onEdit?: (rule: RiskRule) => void
  onRemove?: (rule: RiskRule) => void
}

function RuleList({ ruleSet, onEdit, onRemove }: { ruleSet: RiskRuleSet } & Editing) {
  const texts = riskTexts()
  const home = ruleSet.homeRegions.map(({ province, city }) => `${province}${city ? ` ${city}` : ''}`).join('、')
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">
        {texts.homeRegions}: {home || texts.everywhere} · {texts.reviewHours} {texts.hours(ruleSet.reviewHours)}
      </Typography.Text>
      {ruleSet.rules.length === 0 && <Typography.Text>{texts.noRules}</Typography.Text>}
      {ruleSet.rules.map((rule) => (
        <Flex key={rule.id} gap={8} align="start" justify="space-between">
          <Flex gap={8} align="start">
            <Tag color={rule.lane === 'quarantine' ? 'red' : 'gold'} style={{ flexShrink: 0 }}>
              {laneWords[rule.lane][language()]}
            </Tag>
            <div>
              {ruleSentence(rule)}
              <Typography.Text type="secondary" style={{ marginInlineStart: 8, whiteSpace: 'nowrap' }}>
                {rule.id}
              </Typography.Text>
            </div>
          </Flex>
          {onEdit && onRemove && (
            <Flex gap={4} style={{ flexShrink: 0 }}>
              <Button size="small" type="link" onClick={() => onEdit(rule)}>
                {texts.edit}
              </Button>
              <Button size="small" type="link" danger onClick={() => onRemove(rule)}>
                {texts.remove}
              </Button>
            </Flex>
          )}
        </Flex>
      ))}
    </Flex>
  )
}

interface Changing {
  mayDraft: boolean
  onChanged: () => Promise<void>
}

function NoDraft({ live, mayDraft, onChanged }: { live: RiskRuleSet } & Changing) {
  const texts = riskTexts()
  const { act, isActing, sentence } = useAction(async () => {
    const ruleSet = { ...live, version: nextVersion() }
    await server.riskDesk.saveDraft({ body: { ruleSet, inShadow: false, revision: 0 } })
    await onChanged()
  })
  const begin = mayDraft && (
    <Button type="primary" loading={isActing} onClick={act}>
      {texts.beginDraft}
    </Button>
  )
  return (
    <Card size="small" title={texts.draft}>
      <NotDone sentence={sentence} />
      <EmptyState text={texts.noDraft} action={begin} />
    </Card>
  )
}

/** A name that sorts by when it was made, until somebody finds a better one. */
const nextVersion = () => `r${formatMoment(new Date().toISOString()).replace(/\D/g, '').slice(2, 12)}`

function DraftCard({ draft, mayDraft, onChanged }: { draft: Draft } & Changing) {
  const texts = riskTexts()
  const { message, modal } = App.useApp()
  const [ruleSet, setRuleSet] = useState(draft.ruleSet)
  const [inShadow, setShadow] = useState(draft.inShadow)
  const [editing, setEditing] = useState<RiskRule | 'new'>()
  const [isAsking, setAsking] = useState(false)
  const isChanged = inShadow !== draft.inShadow || JSON.stringify(ruleSet) !== JSON.stringify(draft.ruleSet)
  const { act, isActing, sentence } = useAction(async () => {
    await server.riskDesk.saveDraft({ body: { ruleSet, inShadow, revision: draft.revision } })
    message.success(texts.saved)
    await onChanged()
  })
  const drop = () =>
    modal.confirm({
      title: texts.dropDraft,
      content: texts.dropText,
      okButtonProps: { danger: true },
      onOk: async () => {
        await server.riskDesk.dropDraft({ query: {} })
        await onChanged()
      },
    })
  const put = (rule: RiskRule) => {
    const isKnown = editing !== 'new' && ruleSet.rules.some(({ id }) => id === editing?.id)
    const replaced = ruleSet.rules.map((one) => (editing !== 'new' && one.id === editing?.id ? rule : one))
    setRuleSet({ ...ruleSet, rules: isKnown ? replaced : [...ruleSet.rules, rule] })
    setEditing(undefined)
  }
  const remove = ({ id }: RiskRule) => setRuleSet({ ...ruleSet, rules: ruleSet.rules.filter((rule) => rule.id !== id) })
  const buttons = mayDraft && (
    <Flex gap={8} wrap>
      <Button onClick={() => setEditing('new')}>{texts.addRule}</Button>
      <Button danger onClick={drop}>
        {texts.dropDraft}
      </Button>
      <Button type={isChanged ? 'primary' : 'default'} disabled={!isChanged} loading={isActing} onClick={act}>
        {texts.save}
      </Button>
      <Button type={isChanged ? 'default' : 'primary'} disabled={isChanged} onClick={() => setAsking(true)}>
        {texts.submit}
      </Button>
    </Flex>
  )
  return (
    <>
      <Card size="small" title={`${texts.draft} · ${ruleSet.version}`} extra={buttons}>
        <NotDone sentence={sentence} />
        <Flex vertical gap={12}>
          <Flex gap={8} align="center">
            <Switch checked={inShadow} disabled={!mayDraft} onChange={setShadow} aria-label={texts.shadow} />
            <span>{texts.shadow}</span>
            <Typography.Text type="secondary">{texts.shadowText}</Typography.Text>
          </Flex>
          {mayDraft && <SetFields ruleSet={ruleSet} onChange={setRuleSet} />}
          <RuleList ruleSet={ruleSet} {...(mayDraft ? { onEdit: setEditing, onRemove: remove } : {})} />
        </Flex>
      </Card>
      <ShadowReport revision={draft.revision} />
      {editing && (
        <RuleModal
          rule={editing === 'new' ? undefined : editing}
          taken={ruleSet.rules.map(({ id }) => id).filter((id) => editing === 'new' || id !== editing.id)}
          onRule={put}
          onClose={() => setEditing(undefined)}
        />
      )}
      {isAsking && (
        <AskModal
          title={texts.submit}
          asked={() => ({ kind: 'publish_risk_rules', payload: { ruleSet } })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

function Past({ past }: Pick<Shown, 'past'>) {
  const texts = riskTexts()
  if (past.length === 0) return null
  const items = past.map(({ ruleSet, since, until }) => ({
    key: ruleSet.version,
    label: `${ruleSet.version} · ${since ? formatMoment(since) : texts.fromStart} ${texts.until} ${formatMoment(until)}`,
    children: <RuleList ruleSet={ruleSet} />,
  }))
  return (
    <Card size="small" title={texts.past}>
      <Collapse items={items} ghost />
    </Card>
  )
}
