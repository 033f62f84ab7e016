import { type BankSimulatorOptions, startBankSimulator } from './bank/bankSimulator'
import type { Simulator } from './simulatorApp'
import { type SupplierSimulatorOptions, startSupplierSimulator } from './supplier/supplierSimulator'
import { startWechatSimulator, type WechatSimulatorOptions } from './wechat/wechatSimulator'

export type Simulators = { bank: Simulator; wechat: Simulator; supplier: Simulator; stop(): Promise<void> }

/** Starts the whole outside; when one of them cannot start, none is left running. */
export async function startSimulators(options: {
  bank: BankSimulatorOptions
  wechat: WechatSimulatorOptions
  supplier: SupplierSimulatorOptions
}): Promise<Simulators> {
  const started = await Promise.allSettled([
    startBankSimulator(options.bank),
    startWechatSimulator(options.wechat),
    startSupplierSimulator(options.supplier),
  ])
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async () => {
    await Promise.all(running.map((simulator) => simulator.stop()))
  }
  const [bank, wechat, supplier] = running
  if (bank && wechat && supplier) return { bank, wechat, supplier, stop }
  await stop()
  throw started.find((one) => one.status === 'rejected')?.reason
}
