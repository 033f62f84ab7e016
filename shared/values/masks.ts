/** "138****5678". */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** "AB••••••••YZ": enough to tell two codes apart, too little to use one. */
export function maskCode(code: string): string {
  return code.length < 8 ? '••••••••' : `${code.slice(0, 2)}••••••••${code.slice(-2)}`
}

/** "138****5678" for a phone, "10****89" for a shorter number, "wx****9a" for a name. */
export function maskAccount(account: string): string {
  if (/^1\d{10}$/.test(account)) return maskPhone(account)
  return account.length < 5 ? '****' : `${account.slice(0, 2)}****${account.slice(-2)}`
}
