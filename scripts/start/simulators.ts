import type { Environment } from '../../server/environment'
import { startBankSimulator } from '../../server/simulators/bank/bankSimulator'
import type { Simulator } from '../../server/simulators/simulatorApp'
import { startSupplierSimulator } from '../../server/simulators/supplier/supplierSimulator'
import { startWechatSimulator } from '../../server/simulators/wechat/wechatSimulator'

/** Plays those outsiders for which the environment names no real base URL, each on the port of its demo base URL. */
export async function startSimulatorsFor(
  { bank, wechat, supplier, defaultProgrammeId, port }: Environment,
  wanted: { bank: boolean; wechat: boolean; supplier: boolean },
): Promise<Simulator[]> {
  const running: Promise<Simulator>[] = []
  if (wanted.bank) {
    const [eventKeyId = '', eventSecret = ''] = [...bank.eventSecrets][0] ?? []
    const { clientId, secret: clientSecret } = bank
    const eventsUrl = `http://127.0.0.1:${port}/bank/events`
    const side = { clientId, clientSecret, eventKeyId, eventSecret, eventsUrl }
    running.push(startBankSimulator({ ...side, port: portOf(bank.baseUrl), programmeId: defaultProgrammeId }))
  }
  if (wanted.wechat) {
    const { appId, secret } = wechat
    running.push(startWechatSimulator({ appId, secret, port: portOf(wechat.baseUrl) }))
  }
  if (wanted.supplier) {
    const { clientId, secret: clientSecret } = supplier
    running.push(startSupplierSimulator({ clientId, clientSecret, port: portOf(supplier.baseUrl) }))
  }
  const settled = await Promise.allSettled(running)
  const simulators = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failure = settled.find((one) => one.status === 'rejected')
  if (!failure) return simulators
  await Promise.all(simulators.map((simulator) => simulator.stop()))
  throw failure.reason
}

function portOf(baseUrl: string): number {
  return Number(new URL(baseUrl).port)
}
