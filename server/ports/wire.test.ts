import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sm2Thread } from '../adapters/sm2Thread'
import { cardRefusals, otpRefusals } from './bank'
import { signEvent, signedBytes } from './bankEvent'
import { parseBankFile } from './bankFile'
import { bankFileProblemCodes } from './bankFileProblems'
import { signRequest } from './requestSignature'
import { parseForm, signSorted, signTypes } from './sortedSignature'

const wire = readFileSync(join(__dirname, '../../docs/wire.md'), 'utf8')

describe('docs/wire.md', () => {
  it('signs its examples as we do', () => {
    const [timestamp, nonce] = ['1495500000000', 'n1']
    const body = '{"order_no":"K1","sku":"video-month","account":"13800008192"}'
    expect(wire).toContain(body)
    expect(wire).toContain(signRequest('secret', { timestamp, nonce, method: 'POST', path: '/v1/orders', body }))
    expect(wire).toContain(signEvent('secret', { timestamp, nonce, rawBody: '{"events":[]}' }))
  })

  it('shows a signature by SM2 that holds', async () => {
    const [publicKey = ''] = /^04[0-9a-f]{128}$/m.exec(wire) ?? []
    const [signature = ''] = /^[0-9a-f]{128}$/m.exec(wire) ?? []
    const bytes = signedBytes({ timestamp: '1495500000000', nonce: 'n1', rawBody: '{"events":[]}' })
    const thread = sm2Thread([publicKey])
    expect(await thread.verify({ publicKey, bytes, signature })).toBe(true)
    await thread.stop()
  })

  it('signs callbacks and forms of suppliers as we do', () => {
    const [timestamp, nonce] = ['1495500000000', '0123456789abcdef']
    const body = '{"order_no":"K1","state":"delivered","serial":"SN1"}'
    expect(wire).toContain(body)
    expect(wire).toContain(signRequest('secret', { timestamp, nonce, method: 'POST', path: 'callback', body }))
    const form = /^account=13800008192&.*$/m.exec(wire)?.[0] ?? ''
    for (const signType of signTypes) {
      const fields = { ...parseForm(form), sign_type: signType }
      expect(wire).toContain(signSorted(fields, { secret: 'secret', signType }))
    }
  })

  it('shows a daily file that we take', () => {
    const example = wire.split('```').find((block) => block.includes('H,kaquan-daily')) ?? ''
    expect(parseBankFile(Buffer.from(example.trimStart()))).toMatchObject({ ok: true, sumFen: 7469 })
  })

  it.each([...cardRefusals, ...otpRefusals, ...bankFileProblemCodes])('names %s', (code) => {
    expect(wire).toMatch(new RegExp(`["\`]${code}["\`]`))
  })
})
