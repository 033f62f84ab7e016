import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { agreeButtonId, answerPrivacy, openPrivacyContract, privacyStanding, usePrivacyAsked } from '../wechat/privacy'
import { aria } from './aria'
import { Button } from './Button'
import { Sheet } from './Sheet'
import { uiWords } from './words'

/** Rises when WeChat asks whether the person agrees to the privacy terms, and only then. */
export function PrivacyAsk() {
  return usePrivacyAsked() ? <PrivacySheet /> : null
}

export function PrivacySheet() {
  const words = uiWords()
  const [contract, setContract] = useState(words.privacyContract)
  useEffect(() => {
    privacyStanding().then((standing) => standing && setContract(standing.contract))
  }, [])
  const refuse = () => answerPrivacy('disagree')
  return (
    <Sheet title={words.privacyTitle} onClose={refuse}>
      <View className="sheet-text">{words.privacyText}</View>
      <View
        className="sheet-link"
        hoverClass="sheet-link--pressed"
        onClick={openPrivacyContract}
        {...aria({ role: 'link', label: contract })}
      >
        {contract}
      </View>
      <View className="sheet-actions">
        <Button id={agreeButtonId} openType="agreePrivacyAuthorization" onAgreePrivacy={() => answerPrivacy('agree')}>
          {words.agree}
        </Button>
        <Button kind="plain" onClick={refuse}>
          {words.refuse}
        </Button>
      </View>
    </Sheet>
  )
}
