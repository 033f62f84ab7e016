import { DownloadOutlined } from '@ant-design/icons'
import { Button, Card, Flex, Segmented, Typography } from 'antd'
import { useLocation } from 'wouter'
import { keepFile } from '../../server/files'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { DeskPage } from '../../ui/DeskPage'
import { NotDone } from '../../ui/NotDone'
import type { SignedIn } from '../door/useStanding'
import { RecentImports } from './RecentImports'
import { UploadCard } from './UploadCard'
import { WizardSteps } from './WizardSteps'
import { importTexts } from './words'

type Kind = 'benefits' | 'codes'

/** The first two steps: a template to be filled in, and the way for the file that came of it. */
export function StartPage({ kind, who }: { kind: Kind; who: SignedIn }) {
  const texts = importTexts()
  const isMaker = who.operator.roles.includes('maker')
  const [, goTo] = useLocation()
  const options = [
    { value: 'benefits' as const, label: texts.tabs.benefits },
    { value: 'codes' as const, label: texts.tabs.codes },
  ]
  return (
    <DeskPage
      title={texts.title}
      actions={
        <Segmented<Kind>
          options={options}
          value={kind}
          onChange={(chosen) => goTo(chosen === 'codes' ? '/codes' : '/')}
        />
      }
    >
      <WizardSteps kind={kind} at="template" />
      <Flex gap={16} align="stretch" style={{ marginBottom: 24 }}>
        <TemplateCard kind={kind} />
        <UploadCard kind={kind} mayUpload={isMaker} />
      </Flex>
      <RecentImports kind={kind} isMaker={isMaker} />
    </DeskPage>
  )
}

function TemplateCard({ kind }: { kind: Kind }) {
  const texts = importTexts()
  const { act, isActing, sentence } = useAction(async () => {
    keepFile(await server.imports.template({ query: { kind } }))
  })
  return (
    <Card title={texts.templateTitle} style={{ flex: '0 0 300px' }}>
      <Typography.Paragraph type="secondary">
        {kind === 'codes' ? texts.codesTemplateText : texts.templateText}
      </Typography.Paragraph>
      <NotDone sentence={sentence} />
      <Button icon={<DownloadOutlined />} loading={isActing} onClick={() => act(undefined)}>
        {texts.downloadTemplate}
      </Button>
    </Card>
  )
}
