import { Alert, App, Button, Flex, Form, Modal, Progress, Typography } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../server/refusal'
import { useWishKey } from '../../server/useWishKey'
import { ReasonField } from '../ReasonModal'
import { useUnsaved } from '../useUnsaved'
import { listTexts } from './words'

export interface BatchWish {
  /** Empty where none is asked for. */
  reason: string
  /** The same for this row and reason however often it is tried. */
  key: string
}

interface Batch<Row> {
  title: string
  okText: string
  danger?: boolean
  rows: readonly Row[]
  nameOf: (row: Row) => string
  needsReason: boolean
  act: (row: Row, wish: BatchWish) => Promise<unknown>
  /** Called once something was done. */
  onDone: () => void
  onClose: () => void
}

interface Outcome<Row> {
  done: number
  failed: { row: Row; sentence: string }[]
}

/** Does one thing with each of the rows that were chosen: how far it is, and which did not go through and why. */
export function BatchModal<Row>(batch: Batch<Row>) {
  const { title, okText, danger, rows, needsReason, onClose } = batch
  const texts = listTexts()
  const [form] = Form.useForm<{ reason?: string }>()
  const [isTyped, setTyped] = useState(false)
  const { leave, letGo } = useUnsaved(isTyped, 'dialog')
  const { at, outcome, run } = useRun(batch, letGo)
  const isRunning = at !== null
  const left = outcome ? outcome.failed.map(({ row }) => row) : rows
  const footer = (
    <Flex justify="flex-end" gap={8}>
      <Button disabled={isRunning} onClick={() => leave(onClose)}>
        {texts.close}
      </Button>
      <Button type="primary" danger={danger} loading={isRunning} onClick={form.submit}>
        {outcome ? texts.batchAgain : okText}
      </Button>
    </Flex>
  )
  return (
    <Modal open title={title} footer={footer} closable={!isRunning} onCancel={() => isRunning || leave(onClose)}>
      <Typography.Paragraph type="secondary">{texts.batchText(left.length)}</Typography.Paragraph>
      {isRunning && (
        <Progress percent={Math.floor((100 * at) / left.length)} format={() => texts.batchAt(at, left.length)} />
      )}
      {!isRunning && outcome && <Failed outcome={outcome} nameOf={batch.nameOf} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onValuesChange={() => setTyped(true)}
        onFinish={({ reason = '' }) => run(left, reason)}
      >
        {needsReason && <ReasonField onSend={form.submit} autoFocus />}
      </Form>
    </Modal>
  )
}

/** One after the other, so that what comes of each is known, and nothing is asked of the server in a heap. */
function useRun<Row>({ rows: all, nameOf, act, onDone, onClose }: Batch<Row>, letGo: () => void) {
  const texts = listTexts()
  const { message } = App.useApp()
  const keyOf = useWishKey()
  const [at, setAt] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Outcome<Row>>()
  const run = async (rows: readonly Row[], reason: string) => {
    const failed: Outcome<Row>['failed'] = []
    for (const [done, row] of rows.entries()) {
      setAt(done)
      const wish = { reason, key: keyOf([nameOf(row), reason]) }
      await act(row, wish).catch((error: unknown) => failed.push({ row, sentence: sentenceOf(error) }))
    }
    setAt(null)
    const done = all.length - failed.length
    setOutcome({ done, failed })
    if (failed.length < rows.length) onDone()
    if (failed.length > 0) return
    message.success(texts.batchDone(done))
    letGo()
    onClose()
  }
  return { at, outcome, run }
}

function Failed<Row>({ outcome: { done, failed }, nameOf }: { outcome: Outcome<Row>; nameOf: (row: Row) => string }) {
  const lines = failed.map(({ row, sentence }) => (
    <li key={nameOf(row)}>
      {nameOf(row)}：{sentence}
    </li>
  ))
  const list = <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 180, overflowY: 'auto' }}>{lines}</ul>
  return (
    <Alert
      type="warning"
      showIcon
      title={listTexts().batchFailed(failed.length, done)}
      description={list}
      style={{ marginBottom: 16 }}
    />
  )
}
