import { DownloadOutlined } from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import { keepFile } from '../../server/files'
import { server } from '../../server/server'
import { useAction } from '../../server/useAction'
import { NotDone } from '../../ui/NotDone'
import { importTexts } from './words'

/** The operator's own file back, with what is wrong in each row. */
export function AnnotatedFile({ importId }: { importId: string }) {
  const texts = importTexts()
  const { act, isActing, sentence } = useAction(async () => {
    keepFile(await server.imports.file({ params: { importId }, query: {} }))
  })
  return (
    <div>
      <NotDone sentence={sentence} />
      <Flex gap={12} align="center" wrap>
        <Button icon={<DownloadOutlined />} loading={isActing} onClick={() => act(undefined)}>
          {texts.annotated}
        </Button>
        <Typography.Text type="secondary">{texts.annotatedHint}</Typography.Text>
      </Flex>
    </div>
  )
}
