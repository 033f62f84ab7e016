import { startSimulators } from '../../../server/simulators/start'
import { bankKey } from '../../contract/composedServer'

/** Bank, WeChat and suppliers, played on free ports, by the server's clock. */
export interface Outside {
  /** What the server's environment says of them. */
  variables: Record<string, string>
  bankUrl: string
  wechatUrl: string
  supplierUrl: string
  /** The last four digits of cards that the bank knows. */
  cards: string[]
  /** Where suppliers and bank find the server that was started after them. */
  tellServer(url: string): void
  stop(): Promise<void>
}

export const supplierClient = { clientId: 'kaquan', clientSecret: 'a secret of the supplier' }
const bankClient = { clientId: 'kaquan', clientSecret: 'a secret at the bank' }
const wechatApp = { appId: 'wx0000000000test', secret: 'a secret for tests' }

export async function playOutside(now: () => Date, programmeId: string): Promise<Outside> {
  const callbackUrls: { json?: string; form?: string } = {}
  const events = { programmeId, eventKeyId: bankKey.id, eventSecret: bankKey.secret }
  const simulators = await startSimulators({
    bank: { port: 0, ...bankClient, ...events, now },
    wechat: { port: 0, ...wechatApp, now },
    supplier: { port: 0, ...supplierClient, callbackUrls, now },
  })
  const [bank = '', wechat = '', supplier = ''] = simulators.running.map(({ url }) => url)
  const cards = (await (await fetch(`${bank}/sim/cards`)).json()) as { last4: string; behaviour: string }[]
  return {
    variables: {
      ...side('BANK', bank, bankClient),
      ...side('SUPPLIER', supplier, supplierClient),
      ...side('SUPPLIER_FORMS', supplier, supplierClient),
      WECHAT_BASE_URL: wechat,
      WECHAT_APP_ID: wechatApp.appId,
      WECHAT_APP_SECRET: wechatApp.secret,
    },
    bankUrl: bank,
    wechatUrl: wechat,
    supplierUrl: supplier,
    cards: cards
      .filter(({ behaviour }) => behaviour === 'normal')
      .map(({ last4 }) => last4)
      .filter((last4) => last4 !== '0000'),
    tellServer(url) {
      callbackUrls.json = `${url}/api/suppliers/default/callbacks`
      callbackUrls.form = `${url}/api/suppliers/forms/callbacks`
    },
    stop: () => simulators.stop(),
  }
}

function side(prefix: string, url: string, { clientId, clientSecret }: typeof bankClient): Record<string, string> {
  return { [`${prefix}_BASE_URL`]: url, [`${prefix}_CLIENT_ID`]: clientId, [`${prefix}_SECRET`]: clientSecret }
}
