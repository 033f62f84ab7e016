/** What an account that can be topped up looks like: a mainland mobile number, a QQ number, a WeChat ID. */
const accountForms = {
  phone: /^1[3-9]\d{9}$/,
  qq: /^[1-9]\d{4,10}$/,
  wechat: /^[A-Za-z][A-Za-z0-9_-]{5,19}$/,
} as const

/** Whether this could be an account of its kind; only its supplier knows whether there is one. */
export function isAccount(kind: keyof typeof accountForms, account: string): boolean {
  return accountForms[kind].test(account)
}
