import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Validity } from '../../../shared/contract/identity'
import { asTrouble } from '../../answers/answer'
import { session } from '../../session/server'
import { Button } from '../../ui/Button'
import { Choices } from '../../ui/Choices'
import { MemberCard } from '../../ui/MemberCard'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { demo } from '../../wechat/demo'
import { openOutside, replace, startOver } from '../../wechat/navigation'
import { refusalSentence } from '../../words/refusalSentence'
import { validityChoices } from '../me/ValiditySheet'
import './identity.scss'
import { identityWords } from './words'

export default function LoginPage() {
  const words = identityWords()
  const [validity, setValidity] = useState<Validity>('month')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const logIn = async () => {
    setBusy(true)
    setTold(undefined)
    try {
      await session.signIn(validity)
      startOver('home')
    } catch (error) {
      setTold(refusalSentence(asTrouble(error)))
      setBusy(false)
    }
  }
  return (
    <Page title={words.loginTitle}>
      <MemberCard tier="gold">
        <View className="login__brand">{words.brand}</View>
        <View className="login__pitch">{words.pitch}</View>
      </MemberCard>
      <View className="login__stay">{words.stay}</View>
      <View className="login__choices">
        <Choices label={words.stay} choices={validityChoices()} chosen={validity} onChoose={setValidity} />
      </View>
      <DemoPerson />
      {told && (
        <View className="page__notice">
          <Notice tone="danger">{told}</Notice>
        </View>
      )}
      <View className="page__actions">
        <Button busy={busy} onClick={logIn}>
          {busy ? words.loggingIn : words.login}
        </Button>
        <Button kind="plain" onClick={() => replace('catalogue')}>
          {words.browse}
        </Button>
      </View>
      <View className="page__note">{words.promise}</View>
    </Page>
  )
}

function DemoPerson() {
  const words = identityWords()
  const { wechatBaseUrl } = demo()
  if (wechatBaseUrl === undefined) return null
  return (
    <View className="page__notice">
      <Notice action={{ text: words.openSimulator, onClick: () => openOutside(wechatBaseUrl) }}>{words.demo}</Notice>
    </View>
  )
}
