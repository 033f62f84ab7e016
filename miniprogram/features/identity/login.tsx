import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Validity } from '../../../shared/contract/identity'
import { useAnswer } from '../../answers/useAnswer'
import { server, session } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Choices } from '../../ui/Choices'
import { MemberCard } from '../../ui/MemberCard'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { demo } from '../../wechat/demo'
import { back, canGoBack, openOutside, replace, startOver } from '../../wechat/navigation'
import { validityChoices } from '../me/ValiditySheet'
import { ConsentStep } from '../privacy/ConsentStep'
import './identity.scss'
import { identityWords } from './words'

export default function LoginPage() {
  const words = identityWords()
  const { answer, reload } = useAnswer(() => server.privacy.text(), { keep: 'privacy-text' })
  const [validity, setValidity] = useState<Validity>('month')
  const logIn = async (version: string) => {
    await session.signIn(validity, version)
    // Whoever came from a page that asked for the login goes on there: it asks anew when it is shown.
    if (canGoBack()) back()
    else startOver('home')
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
      <Answered answer={answer} reload={reload}>
        {(text) => (
          <ConsentStep
            text={text}
            reload={reload}
            agreeText={words.login}
            onAgree={logIn}
            onDisagree={() => replace('catalogue')}
          />
        )}
      </Answered>
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
