import { largestImport } from '../../shared/contract/imports'
import { describeServer, server } from '../contract/oneServer'
import { benefitsCsv } from '../support/catalogueFiles'

describeServer()
let maker: { id: string; token: string }
beforeAll(async () => {
  maker = await server.hire(['maker'])
})

const bearer = ({ token }: { token: string }) => ({ Authorization: `Bearer ${token}` })
const path = `/ops/catalogue/imports?fileName=${encodeURIComponent('权益.csv')}`

const send = (body: Buffer, headers: Record<string, string>, to = path) =>
  server.callDesk({ method: 'POST', path: to, headers, body: body as never })

test('takes a file, answers its check, and gives it back as a spreadsheet', async () => {
  const { status, json } = await send(benefitsCsv({ benefit_id: 'NEW-1' }, { benefit_id: 'no' }), bearer(maker))
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { state: 'checked', fileName: '权益.csv', counts: { rows: 2, new: 1, wrong: 1 } },
  })
  const { id } = json as unknown as { id: string }
  const shown = await server.callDesk({ method: 'GET', path: `/ops/catalogue/imports/${id}`, headers: bearer(maker) })
  expect(shown.json).toMatchObject({ id, problems: [{ row: 3, letter: 'A', header: '权益编号' }] })
  const file = await server.callDesk({
    method: 'GET',
    path: `/ops/catalogue/imports/${id}/file`,
    headers: bearer(maker),
  })
  expect(file.type).toContain('spreadsheetml')
  expect(decodeURIComponent(file.headers.get('Content-Disposition') ?? '')).toContain('权益-错误原因.xlsx')
  const other = await server.hire(['maker'], 'another-programme')
  const elsewhere = await server.callDesk({
    method: 'GET',
    path: `/ops/catalogue/imports/${id}`,
    headers: bearer(other),
  })
  expect(elsewhere.json.code).toBe('not_found')
})

test('gives templates', async () => {
  for (const kind of ['benefits', 'codes']) {
    const to = `/ops/catalogue/template?kind=${kind}`
    const { status, type } = await server.callDesk({ method: 'GET', path: to, headers: bearer(maker) })
    expect({ status, type }).toMatchObject({ status: 200, type: expect.stringContaining('spreadsheetml') })
  }
})

test('refuses no file, and one that is too large, whether or not it says so before', async () => {
  expect((await send(Buffer.alloc(0), bearer(maker))).json.code).toBe('input_invalid')
  expect((await send(Buffer.alloc(largestImport + 1), bearer(maker))).json.code).toBe('body_too_large')
})

test('reads nothing of who is not let in', async () => {
  const checker = await server.hire(['checker'])
  expect((await send(benefitsCsv(), bearer(checker))).json.code).toBe('role_required')
  expect((await send(benefitsCsv(), {})).json.code).toBe('session_missing')
})

test('a file that cannot be read is refused by name', async () => {
  const { json } = await send(Buffer.from('%PDF-1.7'), bearer(maker))
  expect(json).toMatchObject({ state: 'refused', problems: [{ row: 1, code: 'file_kind' }] })
  const codes = await send(Buffer.from('%PDF-1.7'), bearer(maker), '/ops/catalogue/codes?fileName=x.csv')
  expect(codes.json).toMatchObject({ kind: 'codes', state: 'refused', problems: [{ code: 'file_kind' }] })
})
