import { Refusal, Unanswered } from '../../../wechat/refusal'
import type { SealedStorage } from '../../../wechat/sealedStorage'
import { fetchCode, forgetCode, isKept, keepCode } from './fetchCode'

const id = '01KAW0000000000000000000R1'
const known = { code: 'KQ-1234-ABYZ', validUntil: '2026-12-31T15:59:59.999Z' }

function sealedInMemory(): SealedStorage & { names: () => string[] } {
  const kept = new Map<string, unknown>()
  return {
    read: async <T>(name: string) => kept.get(name) as T | undefined,
    write: async (name, value) => void kept.set(name, value),
    forget: async (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  }
}

function tools(reveal: () => Promise<typeof known>, sealed: SealedStorage | undefined = sealedInMemory()) {
  return { sealed, reveal, now: () => new Date('2026-11-22T04:00:00.000Z') }
}
const answers = async () => known
const fails = (error: Error) => async () => {
  throw error
}
const lost = fails(new Unanswered('network'))

describe('the whole code', () => {
  it('comes from the server, and nothing of it stays on the phone', async () => {
    const sealed = sealedInMemory()
    expect(await fetchCode(tools(answers, sealed), id)).toEqual({ ...known, offline: false })
    expect(sealed.names()).toEqual([])
  })

  it('is not there without a network, unless its owner chose to keep it', async () => {
    const sealed = sealedInMemory()
    await expect(fetchCode(tools(lost, sealed), id)).rejects.toThrow(Unanswered)
    await keepCode(sealed, { id }, known)
    expect(await isKept(sealed, id)).toBe(true)
    expect(await fetchCode(tools(lost, sealed), id)).toEqual({ ...known, offline: true })
    // The login's own things begin like this: they go when somebody logs out.
    expect(sealed.names()).toEqual([`kept:code:${id}`])
    await forgetCode(sealed, id)
    expect(sealed.names()).toEqual([])
  })

  it('that was kept ends with its last day', async () => {
    const sealed = sealedInMemory()
    await keepCode(sealed, { id }, { ...known, validUntil: '2026-11-22T03:59:59.999Z' })
    await expect(fetchCode(tools(lost, sealed), id)).rejects.toThrow(Unanswered)
    expect(sealed.names()).toEqual([])
  })

  it.each([
    ['code_expired', []],
    ['not_found', []],
    ['too_many_requests', [`kept:code:${id}`]],
    ['session_ended', [`kept:code:${id}`]],
  ] as const)('after the refusal %s what is kept is %j, and never shown in its place', async (code, left) => {
    const sealed = sealedInMemory()
    await keepCode(sealed, { id }, known)
    await expect(fetchCode(tools(fails(new Refusal(code)), sealed), id)).rejects.toThrow(code)
    expect(sealed.names()).toEqual(left)
  })

  it('is never kept where it could not be encrypted', async () => {
    const without = { ...tools(lost), sealed: undefined }
    await expect(fetchCode(without, id)).rejects.toThrow(Unanswered)
  })
})
