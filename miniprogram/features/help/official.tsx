import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAnswer } from '../../answers/useAnswer'
import { jumpListKeys } from '../../session/jumpListKeys'
import { listedTargets } from '../../session/listedTargets'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Row } from '../../ui/Row'
import { copyText } from '../../wechat/clipboard'
import { ownAppId } from '../../wechat/system'
import { say } from '../../words/words'
import { checkList } from './checkList'
import './help.scss'
import { JumpList } from './JumpList'
import { officialWords } from './officialWords'

/** By what an imitation can be told from us. */
export default function OfficialPage() {
  const words = officialWords()
  const { answer, reload } = useAnswer(() => server.privacy.official(), { keep: 'official' })
  const jumps = useJumps()
  const list = jumps.phase === 'ready' ? jumps.data : null
  return (
    <Page title={words.title}>
      {list?.verdict === 'not_ours' && (
        <View className="page__notice">
          <Notice tone="danger">{words.verdicts.not_ours}</Notice>
        </View>
      )}
      <Answered answer={answer} reload={reload}>
        {({ name, bank, appId }) => (
          <Card title={words.who} flush>
            <Row title={words.name} end={say(name)} />
            <Row title={words.bank} end={say(bank)} />
            <AppId appId={appId} />
            <View className="card-text">{words.check}</View>
          </Card>
        )}
      </Answered>
      <Nevers />
      {jumps.phase !== 'loading' && <JumpList list={list} />}
    </Page>
  )
}

/** The bank's answer may fail while the rest of the page is as good as ever. */
function useJumps() {
  const { answer } = useAnswer(async () => {
    const reply = await server.home.jumps()
    const verdict = checkList(reply.signed, { keys: jumpListKeys, appId: ownAppId() })
    return { targets: listedTargets(reply, jumpListKeys), verdict, publicKey: reply.signed?.publicKey ?? null }
  })
  return answer
}

function AppId({ appId }: { appId: string }) {
  const words = officialWords()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => setCopied((await copyText(appId)) === 'copied')
  return (
    <Row
      title={words.appId}
      note={<View className="official__id">{appId}</View>}
      end={
        <Button kind="plain" size="small" label={`${words.copy} ${words.appId}`} onClick={copy}>
          {isCopied ? words.copied : words.copy}
        </Button>
      }
    />
  )
}

function Nevers() {
  const words = officialWords()
  return (
    <Card title={words.never} flush>
      <View className="nevers">
        {words.nevers.map((text) => (
          <View key={text} className="nevers__one">
            <View className="nevers__sign">
              <Icon name="close" size="small" />
            </View>
            <View>{text}</View>
          </View>
        ))}
      </View>
      <View className="card-text">{words.neverText}</View>
    </Card>
  )
}
