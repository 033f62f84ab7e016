import type { Phone } from './phone'
import type { Product } from './product'

/** Lets a user of the WeChat simulator hold the phone, on the simulator's own page. */
export function letScan(phone: Phone, { addresses }: Product, user: string): Promise<void> {
  return phone.inSecondTab(addresses.wechat, async (tab) => {
    await tab.getByRole('row', { name: user }).getByRole('button', { name: '扫码' }).click()
    await tab.getByRole('row', { name: user }).getByText('正在扫码').waitFor()
  })
}

export interface BankCard {
  last4: string
  name: string
  phone: string
}

/** A card as the bank simulator lists it. */
export async function cardAtBank({ addresses }: Product, last4: string): Promise<BankCard> {
  const answer = await fetch(`${addresses.bank}sim/cards`)
  const card = ((await answer.json()) as BankCard[]).find((one) => one.last4 === last4)
  if (!card) throw new Error(`the bank simulator has no card ${last4}`)
  return card
}

/** The one-time password that the bank sent to a phone, read from the bank simulator's page. */
export function oneTimePassword(phone: Phone, { addresses }: Product, number: string): Promise<string> {
  return phone.inSecondTab(addresses.bank, async (tab) => {
    const row = tab.getByRole('row', { name: number }).first()
    return row.getByRole('cell', { name: /^\d{6}$/ }).innerText()
  })
}
