import type { BiometricWay } from '../../wechat/soter'
import { say, words } from '../../words/words'

interface StepUpWords {
  text: (phone: string) => string
  otp: string
  resend: string
  resendIn: (seconds: number) => string
  checking: string
  demo: string
  openSimulator: string
  biometricText: Record<BiometricWay, string>
  biometric: Record<BiometricWay, string>
  byPassword: string
  notKnown: string
  /** On WeChat's own screen. */
  reason: string
}

const texts = words<StepUpWords>({
  zh: {
    text: (phone) => `请输入银行发到 ${phone} 的验证码。我们和银行都不会来电索要它，请不要告诉任何人。`,
    otp: '短信验证码',
    resend: '重新获取',
    resendIn: (seconds) => `${seconds} 秒后可重新获取`,
    checking: '正在验证…',
    demo: '演示环境不发短信，请到银行模拟器的页面上查看验证码。',
    openSimulator: '打开银行模拟器',
    biometricText: {
      fingerPrint: '请用指纹确认是您本人。指纹只留在手机里，我们收不到。',
      facial: '请用面容确认是您本人。面容只留在手机里，我们收不到。',
    },
    biometric: { fingerPrint: '用指纹验证', facial: '用面容验证' },
    byPassword: '改用短信验证码',
    notKnown: '没有认出来，请再试一次，或改用短信验证码。',
    reason: '确认是您本人',
  },
  en: {
    text: (phone) =>
      `Enter the one-time password that the bank has sent to ${phone}. Neither we nor the bank will call you for it: tell it to nobody.`,
    otp: 'One-time password',
    resend: 'Send again',
    resendIn: (seconds) => `Again in ${seconds} s`,
    checking: 'Verifying…',
    demo: 'The demo sends no messages: the one-time password is on the bank simulator page.',
    openSimulator: 'Open the bank simulator',
    biometricText: {
      fingerPrint: 'Confirm with your fingerprint that it is you. It stays in your phone; we never get it.',
      facial: 'Confirm with your face that it is you. It stays in your phone; we never get it.',
    },
    biometric: { fingerPrint: 'Verify by fingerprint', facial: 'Verify by face' },
    byPassword: 'Use a one-time password',
    notKnown: 'Not recognised. Please try again, or use the one-time password.',
    reason: 'Confirm that it is you',
  },
})

export const stepUpWords = () => say(texts)
