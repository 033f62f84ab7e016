import { Alert, Button, Card, Checkbox, Flex, Form, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { ImportShown } from '../../../shared/contract/imports'
import { DeskPage } from '../../ui/DeskPage'
import { formatMoment } from '../../words/moments'
import type { SignedIn } from '../door/useStanding'
import { AskModal } from '../requests/AskModal'
import { StillChecking } from './CheckPage'
import { ProblemTable } from './Findings'
import { ImportFacts } from './ImportFacts'
import { ImportNotices } from './ImportNotices'
import { useImport } from './useImport'
import { WizardSteps } from './WizardSteps'
import { importTexts } from './words'

/** A batch of codes by its counts, and the request by which two persons load it. */
export function CodesPage({ importId, who }: { importId: string; who: SignedIn }) {
  const texts = importTexts()
  const [search] = useSearchParams()
  const [isAsking, setAsking] = useState(false)
  const { data, error, reload } = useImport(importId)
  const isFine = data?.state === 'checked' && data.counts?.problems === 0
  const actions = (
    <>
      <Link href="/codes">
        <Button>{texts.otherFile}</Button>
      </Link>
      {isFine && who.operator.roles.includes('maker') && (
        <Button type="primary" onClick={() => setAsking(true)}>
          {texts.load}
        </Button>
      )}
    </>
  )
  return (
    <DeskPage title={data?.fileName ?? texts.tabs.codes} actions={actions} error={error} onRetry={reload}>
      <WizardSteps kind="codes" at={data?.state === 'submitted' ? 'submit' : 'check'} />
      {!data && error === undefined && <Skeleton active />}
      {data?.state === 'checking' && <StillChecking />}
      {data && data.state !== 'checking' && (
        <Flex vertical gap={16}>
          <ImportFacts line={data} />
          <ImportNotices shown={data} isAgain={search.get('again') === 'yes'} />
          {data.state === 'submitted' && <Alert type="success" showIcon title={texts.loaded} />}
          {data.problems.length > 0 && <ProblemTable problems={data.problems} empty={texts.noProblems} />}
          {data.codes.length > 0 && <Counts shown={data} />}
        </Flex>
      )}
      {isAsking && <LoadModal importId={importId} onClose={() => setAsking(false)} onMade={reload} />}
    </DeskPage>
  )
}

function Counts({ shown: { codes, batches } }: { shown: ImportShown }) {
  const texts = importTexts()
  return (
    <>
      <Alert type="info" showIcon title={texts.codesOnlyCounts} />
      <Card title={texts.codesCounts} size="small" styles={{ body: { padding: 0 } }}>
        <Table
          rowKey="benefitId"
          size="middle"
          pagination={false}
          dataSource={codes}
          columns={[
            { title: texts.benefit, className: 'figures', dataIndex: 'benefitId' },
            { title: texts.codes, align: 'right', className: 'figures', dataIndex: 'codes' },
          ]}
        />
      </Card>
      {batches.length > 0 && (
        <Card title={texts.batches} size="small" styles={{ body: { padding: 0 } }}>
          <Table
            rowKey="batchId"
            size="middle"
            pagination={false}
            dataSource={batches}
            columns={[
              { title: texts.batch, className: 'figures', dataIndex: 'batchId' },
              {
                title: texts.validUntil,
                className: 'figures',
                render: (_, { validUntil }) => (validUntil ? formatMoment(validUntil) : texts.noLastDay),
              },
              { title: texts.codes, align: 'right', className: 'figures', dataIndex: 'codes' },
            ]}
          />
        </Card>
      )}
    </>
  )
}

function LoadModal({ importId, onClose, onMade }: { importId: string; onClose: () => void; onMade: () => void }) {
  const texts = importTexts()
  return (
    <AskModal<{ stockToo?: boolean }>
      title={texts.loadTitle}
      about={<Alert type="info" showIcon title={texts.loadText} style={{ marginBottom: 16 }} />}
      initial={{ stockToo: true }}
      asked={({ stockToo }) => ({ kind: 'load_codes', payload: { importId, stockToo: stockToo === true } })}
      onClose={onClose}
      onMade={onMade}
    >
      <Form.Item name="stockToo" valuePropName="checked" extra={texts.stockTooText}>
        <Checkbox>{texts.stockToo}</Checkbox>
      </Form.Item>
    </AskModal>
  )
}
