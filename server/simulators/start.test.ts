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
    expect(simulators.running).toHaveLength(3)
    for (const { url } of simulators.running) {
      const page = await fetch(url)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(await page.text()).toContain('lang="zh-CN"')
      expect((await fetch(`${url}/live`)).status).toBe(200)
    }
    await simulators.stop()
    for (const { url } of simulators.running) await expect(fetch(url)).rejects.toThrow()
  })

  it('are only those that are asked for', async () => {
    const { supplier } = options(0)
    const simulators = await startSimulators({ supplier })
    expect(simulators.running).toHaveLength(1)
    await simulators.stop()
  })

  it('leave nothing running when one of them cannot start', async () => {
    const first = await startSimulators(options(0))
    const taken = Number(new URL(first.running[2]?.url ?? '').port)
    await expect(startSimulators(options(taken))).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.stop()
  })
})
