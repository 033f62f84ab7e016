import { type BankSimulatorOptions, startBankSimulator } from './bank/bankSimulator'
import type { Simulator } from './simulatorApp'
import { type SupplierSimulatorOptions, startSupplierSimulator } from './supplier/supplierSimulator'
import { startWechatSimulator, type WechatSimulatorOptions } from './wechat/wechatSimulator'

export type Simulators = { running: Simulator[]; stop(): Promise<void> }

/** Plays the sides that are asked for; when one of them cannot start, none is left running. */
export async function startSimulators(options: {
  bank?: BankSimulatorOptions
  wechat?: WechatSimulatorOptions
  supplier?: SupplierSimulatorOptions
}): Promise<Simulators> {
  const starting: Promise<Simulator>[] = []
  if (options.bank) starting.push(startBankSimulator(options.bank))
  if (options.wechat) starting.push(startWechatSimulator(options.wechat))
  if (options.supplier) starting.push(startSupplierSimulator(options.supplier))
  const started = await Promise.allSettled(starting)
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async () => {
    await Promise.all(running.map((simulator) => simulator.stop()))
  }
  const failure = started.find((one) => one.status === 'rejected')
  if (!failure) return { running, stop }
  await stop()
  throw failure.reason
}
