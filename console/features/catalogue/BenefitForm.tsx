import { App, Button, Card, Flex, Form, Typography } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { BenefitCells, BenefitColumn, VersionRowShown } from '../../../shared/contract/versions'
import { Refusal } from '../../server/refusal'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { useUnsaved } from '../../ui/useUnsaved'
import { say } from '../../words/words'
import { BenefitField } from './BenefitField'
import { fieldProblemsOf } from './fieldProblems'
import { formTexts } from './formWords'
import { PhoneFrame } from './preview/PhoneFrame'
import { PreviewDetail } from './preview/PreviewDetail'
import { shownBenefit } from './preview/shownBenefit'

const wide: ReadonlySet<BenefitColumn> = new Set(['description', 'steps', 'releases'])

/** The fields of a benefit by what they are about, and beside them what cardholders would see of them. */
export function BenefitForm({ versionId, row }: { versionId: string; row: VersionRowShown | null }) {
  const texts = formTexts()
  const { message } = App.useApp()
  const [, goTo] = useLocation()
  const [form] = Form.useForm<BenefitCells>()
  const typed = Form.useWatch([], form)
  const [isUnsaved, setUnsaved] = useState(false)
  const [wrong, setWrong] = useState(0)
  const { letGo } = useUnsaved(isUnsaved, 'page')
  const { act, isActing, sentence } = useAction(async (cells: BenefitCells) => {
    setWrong(0)
    const params = { versionId, benefitId: row?.benefitId ?? (cells.benefit_id ?? '').trim() }
    try {
      await server.versions.putRow({
        params,
        query: {},
        body: { cells: withoutEmpty(cells), revision: row?.revision ?? null },
      })
    } catch (error) {
      const problems = problemsIn(error)
      if (problems.length === 0) throw error
      form.setFields(problems.map(({ field, ...both }) => ({ name: field as BenefitColumn, errors: [say(both)] })))
      form.scrollToField(problems[0]?.field as BenefitColumn, { block: 'center', focus: true })
      // What somebody else wrote meanwhile stands at its fields; the sentence says what to do about it.
      if (error instanceof Refusal && error.code === 'row_changed') throw new Refusal('row_changed')
      setWrong(problems.length)
      return
    }
    letGo()
    message.success(texts.saved)
    goTo(`/${versionId}`, { replace: true })
  })
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
  }
  return (
    <Flex gap={24} align="start">
      <Form
        form={form}
        layout="vertical"
        style={{ flex: 1, minWidth: 0 }}
        initialValues={row?.cells ?? newBenefit}
        onValuesChange={() => setUnsaved(true)}
        onFinish={act}
        onKeyDown={onKey}
      >
        <NotDone sentence={sentence} />
        <NotDone sentence={wrong > 0 ? texts.mend(wrong) : null} />
        <Groups row={row} />
        <Flex gap={12} align="center" style={{ marginTop: 16 }}>
          <Button type="primary" htmlType="submit" loading={isActing}>
            {texts.save}
          </Button>
          <Typography.Text type="secondary">{texts.saveHint}</Typography.Text>
        </Flex>
      </Form>
      <div style={{ position: 'sticky', top: 16, flex: 'none' }}>
        <PhoneFrame title={texts.previewTitle}>
          <PreviewDetail benefit={shownBenefit(row?.benefitId ?? '', typed ?? row?.cells ?? newBenefit)} />
        </PhoneFrame>
      </div>
    </Flex>
  )
}

const newBenefit: BenefitCells = { category: 'video', tier: 'basic', delivery: 'code', limit_per_person: '1' }

function Groups({ row }: { row: VersionRowShown | null }) {
  const texts = formTexts()
  const groups: { title: string; columns: BenefitColumn[] }[] = [
    { title: texts.what, columns: ['benefit_id', 'title', 'category', 'points', 'description', 'steps'] },
    { title: texts.when, columns: ['stock', 'low_stock_at', 'starts_at', 'ends_at', 'valid_days', 'releases'] },
    { title: texts.how, columns: ['delivery', 'supplier', 'sku', 'account'] },
    {
      title: texts.who,
      columns: ['tier', 'limit_per_person', 'limit_per_day', 'limit_per_week', 'limit_per_month', 'campaign'],
    },
    { title: texts.more, columns: ['campaign_limit', 'products'] },
  ]
  return (
    <Flex vertical gap={16}>
      {groups.map(({ title, columns }) => (
        <Card key={title} size="small" title={title}>
          <div className="form-grid">
            {columns.map((column) => (
              <div key={column} className={wide.has(column) ? 'form-grid__wide' : undefined}>
                <BenefitField column={column} row={row} />
              </div>
            ))}
          </div>
        </Card>
      ))}
    </Flex>
  )
}

/** An id that is no id is refused by its address already, and belongs to its field all the same. */
function problemsIn(error: unknown): ReturnType<typeof fieldProblemsOf> {
  const isId = error instanceof Refusal && error.details.fields?.some(({ path }) => path === 'params.benefitId')
  if (isId)
    return [{ field: 'benefit_id', zh: formTexts().hints.benefit_id ?? '', en: formTexts().hints.benefit_id ?? '' }]
  return fieldProblemsOf(error)
}

function withoutEmpty(cells: BenefitCells): BenefitCells {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined && cell !== ''))
}
