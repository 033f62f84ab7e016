import { View } from '@tarojs/components'
import { Notice } from '../../ui/Notice'
import { demo } from '../../wechat/demo'
import { openOutside } from '../../wechat/navigation'
import { cardsWords } from './words'

/** Only in the demo: no message is sent there, the bank simulator shows the password on its own page. */
export function DemoPassword() {
  const words = cardsWords()
  const { wechatBaseUrl, bankBaseUrl } = demo()
  if (wechatBaseUrl === undefined) return null
  const open = bankBaseUrl ? { text: words.openSimulator, onClick: () => openOutside(bankBaseUrl) } : undefined
  return (
    <View className="bind__demo">
      <Notice action={open}>{words.demoOtp}</Notice>
    </View>
  )
}
