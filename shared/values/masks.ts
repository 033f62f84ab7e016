/** "138****5678". */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** "AB••••••••YZ": enough to tell two codes apart, too little to use one. */
export function maskCode(code: string): string {
  return code.length < 8 ? '••••••••' : `${code.slice(0, 2)}••••••••${code.slice(-2)}`
}

/** "138****5678" for a phone, "10****89" for another number, "wx****9a" for a name, "1****5" for what is short. */
export function maskAccount(account: string): string {
  if (/^1\d{10}$/.test(account)) return maskPhone(account)
  const shown = account.length < 8 ? 1 : 2
  return account.length < 5 ? '****' : `${account.slice(0, shown)}****${account.slice(-shown)}`
}
