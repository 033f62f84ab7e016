import type { Environment } from '../../server/environment'
import { type Simulators, startSimulators } from '../../server/simulators/start'

/** Plays those outsiders for which the environment names no real base URL, each on the port of its demo base URL. */
export function startSimulatorsFor(
  { bank, wechat, suppliers, defaultProgrammeId: programmeId, port }: Environment,
  wanted: { bank: boolean; wechat: boolean; supplier: boolean },
): Promise<Simulators> {
  const [eventKeyId = '', eventSecret = ''] = [...bank.eventSecrets][0] ?? []
  const eventsUrl = `http://127.0.0.1:${port}/bank/events`
  const sending = { programmeId, eventKeyId, eventSecret, eventsUrl }
  const supplier = suppliers.get('default')
  const callbackUrls = callbackUrlsOf(suppliers, { port, baseUrl: supplier?.baseUrl })
  return startSimulators({
    bank: wanted.bank ? { ...signedSide(bank), ...sending } : undefined,
    wechat: wanted.wechat ? { port: portOf(wechat.baseUrl), appId: wechat.appId, secret: wechat.secret } : undefined,
    supplier: wanted.supplier && supplier ? { ...signedSide(supplier), callbackUrls } : undefined,
  })
}

/** One simulator plays all of those suppliers that are reached at its address, each over its own protocol. */
function callbackUrlsOf(suppliers: Environment['suppliers'], at: { port: number; baseUrl: string | undefined }) {
  const played = [...suppliers].filter(([, { baseUrl }]) => baseUrl === at.baseUrl)
  const urlOf = (name: string) => `http://127.0.0.1:${at.port}/api/suppliers/${name}/callbacks`
  return Object.fromEntries(played.map(([name, { protocol }]) => [protocol, urlOf(name)]))
}

function signedSide({ baseUrl, clientId, secret }: { baseUrl: string; clientId: string; secret: string }) {
  return { port: portOf(baseUrl), clientId, clientSecret: secret }
}

function portOf(baseUrl: string): number {
  return Number(new URL(baseUrl).port)
}
