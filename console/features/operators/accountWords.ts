import { say, words } from '../../words/words'

const texts = words({
  zh: {
    asked: (count: number) => `有 ${count} 张关于您账号的单据等待复核`,
    changed: '您的账号有变动',
    by: (who: string, at: string) => `${who} 于 ${at} 提出`,
    becomes: (roles: string) => `改为 ${roles}`,
    alarm: '如果您不知情，请立即联系另一位管理员。',
    read: '知道了',
    open: '查看',
    title: '账号变动（近 90 天）',
    none: '近 90 天没有变动',
    commandLine: '命令行或系统',
    self: '本人',
  },
  en: {
    asked: (count) =>
      count === 1 ? 'A request about your account waits' : `${count} requests about your account wait`,
    changed: 'Your account was changed',
    by: (who, at) => `asked for by ${who}, ${at}`,
    becomes: (roles) => `to ${roles}`,
    alarm: 'If you know nothing of it, tell another administrator at once.',
    read: 'I know',
    open: 'Open',
    title: 'What was done with my account (90 days)',
    none: 'Nothing in the last 90 days',
    commandLine: 'the command line or the system',
    self: 'myself',
  },
})

export const accountTexts = () => say(texts)
