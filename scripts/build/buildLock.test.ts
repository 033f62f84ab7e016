import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isAlive, withLock } from './buildLock'

const place = () => path.join(mkdtempSync(path.join(tmpdir(), 'kaquan-lock-')), 'dist', 'h5.lock')
const tools = (over: object = {}) => ({
  wait: () => new Promise<void>((resolve) => setImmediate(resolve)),
  isAlive: () => true,
  onBusy: () => {},
  ...over,
})

describe('the lock of a build', () => {
  it('lets one work at a time, in turn', async () => {
    const file = place()
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      events.push(`${name} ends`)
    }
    let waited = 0
    const onBusy = () => waited++
    await Promise.all(['a', 'b', 'c'].map((name) => withLock(file, tools({ onBusy }), work(name))))
    expect(events.map((event) => event.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends'])
    expect(waited).toBe(2)
    expect(existsSync(file)).toBe(false)
  })

  it('is given back when the work fails', async () => {
    const file = place()
    const failing = withLock(file, tools(), async () => {
      throw new Error('the build failed')
    })
    await expect(failing).rejects.toThrow('the build failed')
    expect(await withLock(file, tools(), async () => 'built')).toBe('built')
  })

  it('is taken over from a process that has died', async () => {
    const file = place()
    await withLock(file, tools(), async () => {})
    writeFileSync(file, '4194305')
    expect(await withLock(file, tools({ isAlive: () => false }), async () => 'built')).toBe('built')
  })

  it('knows this process to be alive', () => {
    expect(isAlive(process.pid)).toBe(true)
    expect(isAlive(4_194_305)).toBe(false)
  })
})
