import { startSimulators } from './start'

const client = { clientId: 'kaquan', clientSecret: 'secret' }
const options = (port: number) => ({
  bank: { port: 0, programmeId: 'spruce-hoshino', ...client, eventKeyId: 'key-1', eventSecret: 'secret' },
  wechat: { port: 0, appId: 'wx0', secret: 'secret' },
  supplier: { port, ...client },
})

describe('the simulators', () => {
  it('start together, each with its page, and stop together', async () => {
    const simulators = await startSimulators(options(0))
    const { bank, wechat, supplier } = simulators
    for (const { url } of [bank, wechat, supplier]) {
      const page = await fetch(url)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(await page.text()).toContain('lang="zh-CN"')
      expect((await fetch(`${url}/live`)).status).toBe(200)
    }
    await simulators.stop()
    for (const { url } of [bank, wechat, supplier]) await expect(fetch(url)).rejects.toThrow()
  })

  it('leave nothing running when one of them cannot start', async () => {
    const first = await startSimulators(options(0))
    const taken = Number(new URL(first.supplier.url).port)
    await expect(startSimulators(options(taken))).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.stop()
  })
})
