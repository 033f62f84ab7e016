import { InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Flex, Progress, Typography, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { largestImport } from '../../../shared/contract/imports'
import { SentFile } from '../../server/files'
import { sentenceOf } from '../../server/refusal'
import { server } from '../../server/server'
import { NotDone } from '../../ui/NotDone'
import { importTexts } from './words'

interface Place {
  kind: 'benefits' | 'codes'
  mayUpload: boolean
}

type State = { phase: 'waiting'; sentence?: string } | { phase: 'sending'; name: string; share: number }

/** Takes one file, by drop or by choice, and goes to what came of its check. */
export function UploadCard({ kind, mayUpload }: Place) {
  const texts = importTexts()
  const [, goTo] = useLocation()
  const [state, setState] = useState<State>({ phase: 'waiting' })
  const leaving = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])
  const take = async (file: File) => {
    const against = standsAgainst(file)
    if (against) return setState({ phase: 'waiting', sentence: against })
    const stopping = new AbortController()
    leaving.current = stopping
    const onSent = (share: number) => setState({ phase: 'sending', name: file.name, share })
    onSent(0)
    try {
      const call = { query: { fileName: file.name.slice(-128) }, file: new SentFile(file, onSent, stopping.signal) }
      const shown = await (kind === 'codes' ? server.imports.uploadCodes(call) : server.imports.upload(call))
      const address = `${kind === 'codes' ? '/codes' : ''}/${shown.id}`
      goTo(shown.isRepeated ? `${address}?again=yes` : address)
    } catch (error) {
      setState({ phase: 'waiting', sentence: stopping.signal.aborted ? undefined : sentenceOf(error) })
    }
  }
  return (
    <Card title={texts.uploadTitle} style={{ flex: 1, minWidth: 0 }}>
      {!mayUpload && <Alert type="info" showIcon title={texts.makerOnly} />}
      {mayUpload && state.phase === 'sending' && <Sending state={state} onStop={() => leaving.current?.abort()} />}
      {mayUpload && state.phase === 'waiting' && (
        <>
          <NotDone sentence={state.sentence} />
          <DropZone hint={kind === 'codes' ? texts.dropCodesHint : texts.dropHint} onFile={take} />
        </>
      )}
    </Card>
  )
}

function DropZone({ hint, onFile }: { hint: string; onFile: (file: File) => void }) {
  return (
    <Upload.Dragger
      accept=".xlsx,.csv"
      maxCount={1}
      showUploadList={false}
      beforeUpload={(file) => {
        onFile(file)
        return false
      }}
    >
      <p className="ant-upload-drag-icon">
        <InboxOutlined />
      </p>
      <p className="ant-upload-text">{importTexts().drop}</p>
      <p className="ant-upload-hint" style={{ padding: '0 16px' }}>
        {hint}
      </p>
    </Upload.Dragger>
  )
}

function Sending({ state: { name, share }, onStop }: { state: State & { phase: 'sending' }; onStop: () => void }) {
  const texts = importTexts()
  const percent = Math.floor(share * 100)
  const isSent = share === 1
  return (
    <Flex vertical gap={8} aria-live="polite">
      <Typography.Text strong ellipsis>
        {name}
      </Typography.Text>
      <Progress percent={percent} status="active" showInfo={false} />
      <Flex justify="space-between" align="center">
        <Typography.Text type="secondary">{isSent ? texts.checking : texts.sending(percent)}</Typography.Text>
        <Button onClick={onStop}>{texts.stop}</Button>
      </Flex>
    </Flex>
  )
}

/** What need not be sent to be refused. The server asks again, by what is inside of the file. */
function standsAgainst({ name, size }: File): string | undefined {
  const texts = importTexts()
  if (!/\.(xlsx|csv)$/i.test(name)) return texts.wrongKind
  return size > largestImport ? texts.tooLarge : undefined
}
