import { DeleteOutlined } from '@ant-design/icons'
import { Button, Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import {
  clearBy,
  lane,
  type RiskCondition,
  type RiskRule,
  regionKind,
  riskPoint,
  riskReason,
} from '../../../shared/contract/riskRules'
import { laneWords, regionKindWords, riskReasonWords } from '../../../shared/words/risk'
import { useUnsaved } from '../../ui/useUnsaved'
import { language } from '../../words/language'
import { factTexts } from './factWords'
import { riskTexts } from './words'

const facts = [
  'regionKind',
  'deviceTrusted',
  'deviceHours',
  'bindingHours',
  'points',
  'hour',
  'wechatRank',
  'velocity',
] as const

/** A condition of this fact as it begins. */
function fresh(fact: RiskCondition['fact']): RiskCondition {
  switch (fact) {
    case 'regionKind':
      return { fact, in: ['away', 'abroad', 'hosting'] }
    case 'deviceTrusted':
      return { fact, is: false }
    case 'deviceHours':
    case 'bindingHours':
      return { fact, below: 24 }
    case 'points':
      return { fact, atLeast: 2_000 }
    case 'hour':
      return { fact, from: 0, to: 6 }
    case 'wechatRank':
      return { fact, atLeast: 3 }
    case 'velocity':
      return { fact, per: 'device', within: 'hour', atLeast: 10 }
  }
}

const firstRule: RiskRule = {
  id: '',
  points: ['redeem'],
  when: [fresh('regionKind'), fresh('deviceTrusted')],
  lane: 'step_up',
  reason: 'away_from_home',
  clearBy: 'step_up',
}

interface Editing {
  /** Undefined for a new one. */
  rule: RiskRule | undefined
  /** Ids of the others. */
  taken: readonly string[]
  onRule: (rule: RiskRule) => void
  onClose: () => void
}

/** One rule, with a fitting field for each thing that it may ask of an attempt. */
export function RuleModal({ rule, taken, onRule, onClose }: Editing) {
  const texts = riskTexts()
  const [form] = Form.useForm<RiskRule>()
  const [isTyped, setTyped] = useState(false)
  const [when, setWhen] = useState(rule?.when ?? firstRule.when)
  const { leave } = useUnsaved(isTyped, 'dialog')
  const change = (all: RiskCondition[]) => {
    setTyped(true)
    setWhen(all)
  }
  const options = <Value extends string>(values: readonly Value[], name: (value: Value) => string) =>
    values.map((value) => ({ value, label: name(value) }))
  return (
    <Modal
      open
      width={720}
      title={rule ? texts.editRule : texts.addRule}
      onOk={form.submit}
      onCancel={() => leave(onClose)}
      okButtonProps={{ disabled: when.length === 0 }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={rule ?? firstRule}
        onValuesChange={() => setTyped(true)}
        onFinish={(filled) => onRule({ ...filled, when })}
      >
        <Form.Item
          name="id"
          label={texts.ruleId}
          extra={texts.idHint}
          rules={[
            { required: true, pattern: /^[a-z0-9-]{2,32}$/, message: texts.idHint },
            { validator: (_, id: string) => (taken.includes(id) ? Promise.reject(texts.idHint) : Promise.resolve()) },
          ]}
        >
          <Input autoFocus={!rule} maxLength={32} />
        </Form.Item>
        <Form.Item name="points" label={texts.points_} rules={[{ required: true, type: 'array', min: 1 }]}>
          <Select mode="multiple" options={options(riskPoint.options, (value) => texts.pointNames[value])} />
        </Form.Item>
        <Form.Item label={texts.when}>
          <Conditions when={when} onChange={change} />
        </Form.Item>
        <Flex gap={16} wrap>
          <Form.Item name="lane" label={texts.toLane}>
            <Radio.Group
              optionType="button"
              options={options(
                lane.options.filter((one) => one !== 'normal'),
                (value) => laneWords[value][language()],
              )}
            />
          </Form.Item>
          <Form.Item name="clearBy" label={texts.clearBy}>
            <Radio.Group optionType="button" options={options(clearBy.options, (value) => texts.clears[value])} />
          </Form.Item>
        </Flex>
        <Form.Item name="reason" label={texts.reason}>
          <Select options={options(riskReason.options, (value) => riskReasonWords[value][language()])} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Conditions({ when, onChange }: { when: RiskCondition[]; onChange: (when: RiskCondition[]) => void }) {
  const texts = riskTexts()
  const said = factTexts()
  const names = facts.map((value) => ({ value, label: said.facts[value] }))
  const put = (at: number, condition: RiskCondition) =>
    onChange(when.map((one, each) => (each === at ? condition : one)))
  return (
    <Flex vertical gap={8}>
      {when.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <Flex key={at} gap={8} align="center">
          <Select
            value={condition.fact}
            options={names}
            style={{ width: 160, flexShrink: 0 }}
            onChange={(fact) => put(at, fresh(fact))}
          />
          <Fields condition={condition} onChange={(changed) => put(at, changed)} />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={texts.remove}
            onClick={() => onChange(when.filter((_, each) => each !== at))}
          />
        </Flex>
      ))}
      <div>
        <Button size="small" disabled={when.length >= 8} onClick={() => onChange([...when, fresh('velocity')])}>
          {texts.addCondition}
        </Button>
      </div>
    </Flex>
  )
}

/** Fields that fit the fact. */
function Fields({ condition, onChange }: { condition: RiskCondition; onChange: (condition: RiskCondition) => void }) {
  const said = factTexts()
  const number = (value: number, [min, max]: [number, number], set: (value: number) => RiskCondition) => (
    <InputNumber
      value={value}
      min={min}
      max={max}
      precision={0}
      onChange={(changed) => changed !== null && onChange(set(changed))}
    />
  )
  const named = <Value extends string>(all: Record<Value, string>) =>
    (Object.keys(all) as Value[]).map((value) => ({ value, label: all[value] }))
  switch (condition.fact) {
    case 'regionKind':
      return (
        <Select
          mode="multiple"
          style={{ flex: 1, minWidth: 0 }}
          value={condition.in}
          options={regionKind.options.map((value) => ({ value, label: regionKindWords[value][language()] }))}
          onChange={(kinds) => kinds.length > 0 && onChange({ ...condition, in: kinds })}
        />
      )
    case 'deviceTrusted':
      return (
        <Select
          style={{ width: 200 }}
          value={condition.is ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: said.trusted },
            { value: 'no', label: said.untrusted },
          ]}
          onChange={(value) => onChange({ ...condition, is: value === 'yes' })}
        />
      )
    case 'deviceHours':
    case 'bindingHours':
      return <span>&lt; {number(condition.below, [1, 100_000], (below) => ({ ...condition, below }))} h</span>
    case 'points':
      return <span>≥ {number(condition.atLeast, [0, 100_000_000], (atLeast) => ({ ...condition, atLeast }))}</span>
    case 'wechatRank':
      return <span>≥ {number(condition.atLeast, [0, 4], (atLeast) => ({ ...condition, atLeast }))}</span>
    case 'hour':
      return (
        <span>
          {number(condition.from, [0, 23], (from) => ({ ...condition, from }))} –{' '}
          {number(condition.to, [0, 24], (to) => ({ ...condition, to }))}
        </span>
      )
    case 'velocity':
      return (
        <>
          <Select
            style={{ width: 130 }}
            value={condition.per}
            options={named(said.per)}
            onChange={(per) => onChange({ ...condition, per })}
          />
          <Select
            style={{ width: 130 }}
            value={condition.within}
            options={named(said.within)}
            onChange={(within) => onChange({ ...condition, within })}
          />
          <span>≥ {number(condition.atLeast, [1, 1_000_000], (atLeast) => ({ ...condition, atLeast }))}</span>
        </>
      )
  }
}
