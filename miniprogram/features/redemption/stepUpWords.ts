import { say, words } from '../../words/words'

const texts = words({
  zh: {
    text: (phone: string) => `为保护您的积分，请输入银行发到 ${phone} 的验证码。`,
    otp: '短信验证码',
    resend: '重新获取',
    resendIn: (seconds: number) => `${seconds} 秒后可重新获取`,
    checking: '正在验证…',
    demo: '演示环境不发短信，请到银行模拟器的页面上查看验证码。',
    openSimulator: '打开银行模拟器',
  },
  en: {
    text: (phone) => `To keep your points safe, enter the one-time password that the bank has sent to ${phone}.`,
    otp: 'One-time password',
    resend: 'Send again',
    resendIn: (seconds) => `Again in ${seconds} s`,
    checking: 'Verifying…',
    demo: 'The demo sends no messages: the one-time password is on the bank simulator page.',
    openSimulator: 'Open the bank simulator',
  },
})

export const stepUpWords = () => say(texts)
