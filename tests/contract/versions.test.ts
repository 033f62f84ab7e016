import { loadCatalogue } from '../../server/features/catalogue'
import type { OperatorRole } from '../../shared/contract/roles'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { describeServer, server } from './oneServer'

describeServer()
const tokens = new Map<OperatorRole, string>()
const programmeId = 'spruce-hoshino'

beforeAll(async () => {
  for (const role of ['maker', 'checker', 'auditor'] as const) tokens.set(role, (await server.hire([role])).token)
  const benefits = benefitsCsv({ benefit_id: 'VIDEO-1', stock: 2 }, { benefit_id: 'MUSIC-1', stock: 0 })
  const codes = csv(['VERSION-CODE-1', 'VERSION-CODE-2'].map((code) => ({ benefit_id: 'VIDEO-1', code })))
  const loaded = await loadCatalogue(server.managing, { programmeId, benefits, codes })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
})

let keys = 0
const desk = async (role: OperatorRole, call: string, body?: object) => {
  const [method = '', path = ''] = call.split(' ')
  const headers = {
    Authorization: `Bearer ${tokens.get(role)}`,
    'Idempotency-Key': `versions-${String(++keys).padStart(12, '0')}`,
  }
  const request = { method, path, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  const { status, json } = await server.callDesk(request)
  return { status, json: json as Record<string, never> & { code?: string } }
}
const cells = {
  title: '视频会员月卡',
  category: 'video',
  tier: 'basic',
  points: '150',
  stock: '2',
  starts_at: '2024-01-01',
  ends_at: '2035-12-31',
  limit_per_person: '1',
  valid_days: '30',
  description: '说明',
  steps: '步骤',
}

test('a price goes from a draft to everybody, over HTTP, with another tag and version', async () => {
  const list = (tag = '') => server.call({ method: 'GET', path: '/api/benefits', headers: { 'If-None-Match': tag } })
  const before = await list()
  const tag = before.headers.get('ETag') ?? ''
  expect((await list(tag)).status).toBe(304)
  const begun = await desk('maker', 'POST /ops/catalogue/versions', { from: 'live', note: '春季调价' })
  expect(begun).toMatchObject({ status: 200, json: { number: 2, state: 'draft', note: '春季调价' } })
  const place = `/ops/catalogue/versions/${begun.json.id}`
  const opened = await desk('maker', `GET ${place}/rows?q=VIDEO-1`)
  const [{ revision }] = opened.json.rows as never as [{ revision: string }]
  const written = { cells: { ...cells, points: '1.5' }, revision }
  const wrong = await desk('maker', `PUT ${place}/benefits/VIDEO-1`, written)
  expect(wrong).toMatchObject({ status: 400, json: { code: 'input_invalid' } })
  const put = await desk('maker', `PUT ${place}/benefits/VIDEO-1`, { cells, revision })
  expect(put).toMatchObject({ status: 200, json: { kind: 'changed', live: { stock: 2, issued: 0, freeCodes: 2 } } })
  const changed = await desk('checker', `GET ${place}/rows?kind=changed`)
  expect(changed.json).toMatchObject({
    total: 1,
    rows: [{ changes: [{ column: 'points', before: '100', after: '150' }] }],
  })
  const submitted = await desk('maker', `POST ${place}/submit`, { reason: '春季活动调价' })
  expect(submitted).toMatchObject({ status: 200, json: { state: 'open' } })
  expect((await desk('auditor', `GET ${place}`)).json).toMatchObject({
    state: 'in_review',
    review: { reason: '春季活动调价' },
  })
  const approved = await desk('checker', `POST /ops/requests/${submitted.json.id}/approve`, {})
  expect(approved).toMatchObject({ status: 200, json: { state: 'approved' } })
  const after = await list(tag)
  expect(after.status).toBe(200)
  const { benefits, version } = after.json as never as { benefits: { id: string; points: number }[]; version: string }
  expect(benefits.find(({ id }) => id === 'VIDEO-1')?.points).toBe(150)
  expect(version).not.toBe((before.json as { version?: string }).version)
  expect((await desk('maker', 'GET /ops/catalogue/versions')).json).toMatchObject({
    versions: [
      { number: 2, state: 'live', name: version },
      { number: 1, state: 'retired', source: 'command' },
    ],
  })
})

test('a benefit is stopped by one call, and the same call again is answered the same', async () => {
  const headers = { Authorization: `Bearer ${tokens.get('checker')}`, 'Idempotency-Key': 'take-down-0000000001' }
  const body = JSON.stringify({ reason: '供应商来电，码已失效' })
  const stop = () => server.callDesk({ method: 'POST', path: '/ops/benefits/VIDEO-1/take-down', headers, body })
  const [first, again] = [await stop(), await stop()]
  expect(first).toMatchObject({ status: 200, json: { benefitId: 'VIDEO-1' } })
  expect(again.json).toEqual(first.json)
  server.surroundings.advance(1)
  const shown = await server.call({ method: 'GET', path: '/api/benefits' })
  expect(JSON.stringify(shown.json)).not.toContain('VIDEO-1')
  expect((await desk('maker', 'POST /ops/benefits/VIDEO-1/take-down', { reason: '再停一次看看' })).json.code).toBe(
    'benefit_down_already',
  )
})
