import { loadCatalogue } from '../../server/features/catalogue'
import { byCommandLine, createAccount } from '../../server/features/operators'
import { lockAccount } from '../../server/features/points'
import type { Endpoint } from '../../shared/contract/endpoint'
import type { OperatorRole } from '../../shared/contract/roles'
import { allEndpoints } from '../support/allEndpoints'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import type { Answer } from './composedServer'
import { type DeskPerson, deskPerson } from './deskPerson'
import { describeServer, opened, server } from './oneServer'

const programmeId = 'spruce-hoshino'
const benefitId = 'VIDEO-1'
describeServer()
let cardholderId: string
const hired = new Map<string, { id: string; token: string }>()

beforeAll(async () => {
  for (const role of ['maker', 'checker', 'support', 'auditor', 'admin'] as const)
    hired.set(role, await server.hire([role]))
  hired.set('second', await server.hire(['maker', 'checker', 'admin']))
  const codes = csv([1, 2, 3, 4].map((at) => ({ benefit_id: benefitId, code: `AUDIT-CODE-${at}` })))
  const loaded = await loadCatalogue(server.managing, { programmeId, benefits: benefitsCsv({ stock: 4 }), codes })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  await server.tokenOf('cardholder')
  const [row] = await opened.database.reader.rows<{ cardholder_id: string }>('SELECT cardholder_id FROM cardholder')
  cardholderId = row?.cardholder_id ?? ''
  const who = { cardholderId, programmeId }
  await opened.database.inTransaction((tx) => lockAccount(tx, who, server.surroundings.now()))
})

let calls = 0
/** `POST /path` by whoever has the role; a text body is a file. */
function by(role: OperatorRole | 'second', line: string, body?: object | string): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ')
  const headers = {
    Authorization: `Bearer ${hired.get(role)?.token}`,
    'Idempotency-Key': `audited-${String(++calls).padStart(12, '0')}`,
    ...(typeof body === 'string' ? { 'Content-Type': 'application/octet-stream' } : {}),
  }
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  return server.callDesk({ method, path, headers, ...(sent === undefined ? {} : { body: sent }) })
}
const answer = async <T = { id: string }>(call: Promise<Answer>) => (await call).json as never as T
const reason = '日常核对与处理'

const ask = (role: OperatorRole, kind: string, payload: object) =>
  by(role, 'POST /ops/requests', { asked: { kind, payload }, reason })
const asked = async (points = 5) => (await answer(ask('maker', 'adjust_points', { cardholderId, points }))).id
const decide = (id: string, how: string, role: OperatorRole = 'checker') =>
  by(role, `POST /ops/requests/${id}/${how}`, { reason })
const draft = async () => (await answer(by('maker', 'POST /ops/catalogue/versions', { from: 'live' }))).id

async function rowIn(versionId: string) {
  const line = `GET /ops/catalogue/versions/${versionId}/rows?q=${benefitId}`
  const { rows } = await answer<{ rows: { cells: object; revision: string }[] }>(by('maker', line))
  return rows[0] as { cells: object; revision: string }
}
async function put(versionId: string) {
  const { cells, revision } = await rowIn(versionId)
  const body = { cells: { ...cells, points: String(100 + ++calls) }, revision }
  return by('maker', `PUT /ops/catalogue/versions/${versionId}/benefits/${benefitId}`, body)
}
const submit = (versionId: string) => by('maker', `POST /ops/catalogue/versions/${versionId}/submit`, { reason })

/** Somebody's redemption with a code, as the wallet has it. */
async function redemption(): Promise<string> {
  const id = server.surroundings.newId()
  const [code] = await opened.database.reader.rows<{ seq: number; code_id: string; masked: string }>(
    "SELECT seq, code_id, masked FROM benefit_code WHERE state = 'free' ORDER BY seq LIMIT 1",
  )
  const now = server.surroundings.now()
  const until = new Date(now.getTime() + 86_400_000)
  await opened.database.inTransaction(async (tx) => {
    await tx.insert('redemption', [
      {
        ...{ cardholder_id: cardholderId, id, programme_id: programmeId, benefit_id: benefitId, benefit_version: '1' },
        ...{ title: '视频会员月卡', category: 'video', points: 0, origin: 'entitlement', idempotency_key: id },
        ...{
          state: 'delivered',
          code_seq: code?.seq ?? 0,
          code_id: code?.code_id ?? '',
          code_masked: code?.masked ?? '',
        },
        ...{ valid_until: until, delivery: 'code', delivered_at: now, created_at: now },
      },
    ])
    const sql = "UPDATE benefit_code SET state = 'issued', redemption_id = ?, cardholder_id = ? WHERE code_id = ?"
    await tx.change(sql, [id, cardholderId, code?.code_id ?? ''])
    await tx.change('UPDATE benefit_stock SET issued = issued + 1, last_seq = ?', [code?.seq ?? 0])
  })
  return id
}

const sendFile = (name: string) => {
  const file = benefitsCsv({ benefit_id: `NEW-${++calls}`, points: 10 }, { benefit_id: 'no' }).toString()
  return by('maker', `POST /ops/catalogue/imports?fileName=${name}`, file)
}
const entryId = async () => {
  const { items } = await answer<{ items: { entry: { transactionId: string } }[] }>(
    by('auditor', `GET /ops/cardholders/${cardholderId}/timeline?kind=points`),
  )
  return items[0]?.entry.transactionId ?? ''
}
/** Later than what belongs to one look. */
const later = () => server.surroundings.advance(11 * 60_000)
const account = async (roles: OperatorRole[] = ['maker']) =>
  createAccount(server.managing, { name: `人 ${++calls}`, login: `one.${calls}`, roles, programmeId }, byCommandLine)
const as = ({ cookie, csrf }: DeskPerson) => ({ Cookie: cookie, 'X-Kaquan-Csrf': csrf })
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  server.callDesk({ method: 'POST', path, headers, body: JSON.stringify(body) })

/** How each endpoint that changes, shows or hands out something is called so that it does. */
const deeds: Record<string, () => Promise<Answer>> = {
  'operators.makeRequest': () => ask('maker', 'adjust_points', { cardholderId, points: 5 }),
  'operators.approve': async () => decide(await asked(), 'approve'),
  'operators.reject': async () => decide(await asked(), 'reject'),
  'operators.withdraw': async () => decide(await asked(), 'withdraw', 'maker'),
  'operators.cardholderRedemption': async () => {
    const id = await redemption()
    later()
    return by('support', `GET /ops/cardholders/${cardholderId}/redemptions/${id}`)
  },
  'operators.cardholderPoints': async () => {
    later()
    return by('support', `GET /ops/cardholders/${cardholderId}/points`)
  },
  'desk.signIn': async () => {
    const person = await deskPerson(server, ['maker'])
    server.surroundings.advance(60_000)
    return post('/ops/sessions', { login: person.login, password: person.password, oneTimeCode: person.codeNow() })
  },
  'desk.enrol': async () => {
    const { operator, enrolmentCode } = await account()
    return post('/ops/enrolments', { login: operator.login, enrolmentCode, password: 'tram lantern quartz bowl' })
  },
  'desk.confirmEnrolment': async () => (await deskPerson(server, ['maker'])).confirmed,
  'desk.unlock': async () => {
    const person = await deskPerson(server, ['maker'])
    server.surroundings.advance(16 * 60_000)
    return post('/ops/sessions/current/unlock', { password: person.password }, as(person))
  },
  'desk.changePassword': async () => {
    const person = await deskPerson(server, ['maker'])
    server.surroundings.advance(60_000)
    const body = { password: person.password, oneTimeCode: person.codeNow(), newPassword: 'kettle orbit saddle finch' }
    return server.callDesk({ method: 'PUT', path: '/ops/me/password', headers: as(person), body: JSON.stringify(body) })
  },
  'desk.endSession': async () => {
    const headers = as(await deskPerson(server, ['maker']))
    return server.callDesk({ method: 'DELETE', path: '/ops/sessions/current', headers })
  },
  'desk.exported': () =>
    by('auditor', 'POST /ops/exports', { list: 'operators.audit', filters: { action: 'request.made' }, rows: 12 }),
  'desk.createOperator': () =>
    by('admin', 'POST /ops/operators', { name: `新 ${++calls}`, login: `new.${calls}`, roles: ['auditor'], reason }),
  'desk.renewEnrolment': async () =>
    by('admin', `POST /ops/operators/${(await account(['auditor'])).operator.id}/enrolment`, { reason }),
  'desk.changeRoles': async () =>
    by('admin', `PUT /ops/operators/${(await account(['maker', 'support'])).operator.id}/roles`, {
      roles: ['support'],
      reason,
    }),
  'desk.drawEnrolment': async () => {
    const payload = { name: `新 ${++calls}`, login: `new.${calls}`, roles: ['maker'], programmeId }
    const { id } = await answer(ask('admin', 'open_account', payload))
    await decide(id, 'approve')
    return by('admin', `POST /ops/requests/${id}/enrolment`, {})
  },
  'desk.disableOperator': async () =>
    by('admin', `POST /ops/operators/${(await account()).operator.id}/disable`, { reason }),
  'support.find': () => by('support', 'POST /ops/cardholders/find', { lookup: { by: 'cardholder', cardholderId } }),
  'support.person': () => by('support', `GET /ops/cardholders/${cardholderId}`),
  'support.timeline': () => by('support', `GET /ops/cardholders/${cardholderId}/timeline`),
  'support.explainEntry': async () => {
    await decide(await asked(), 'approve')
    const id = await entryId()
    later()
    return by('support', `GET /ops/cardholders/${cardholderId}/entries/${id}`)
  },
  'support.unmask': () => by('support', `POST /ops/cardholders/${cardholderId}/unmask`, { reason }),
  'support.revealCode': async () => {
    const payload = { cardholderId, redemptionId: await redemption() }
    const { id } = await answer(ask('support', 'reveal_code', payload))
    await decide(id, 'approve')
    return by('support', `POST /ops/requests/${id}/reveal`, {})
  },
  'versions.begin': () => by('maker', 'POST /ops/catalogue/versions', { from: 'live' }),
  'versions.putRow': async () => put(await draft()),
  'versions.removeRow': async () => {
    const id = await draft()
    const { revision } = await rowIn(id)
    return by('maker', `DELETE /ops/catalogue/versions/${id}/benefits/${benefitId}?revision=${revision}`)
  },
  'versions.rebase': async () => by('maker', `POST /ops/catalogue/versions/${await draft()}/rebase`, {}),
  'versions.discard': async () => by('maker', `DELETE /ops/catalogue/versions/${await draft()}`),
  'versions.submit': async () => {
    const id = await draft()
    await put(id)
    return submit(id)
  },
  'versions.withdraw': async () => {
    const id = await draft()
    await put(id)
    await submit(id)
    return by('maker', `POST /ops/catalogue/versions/${id}/withdraw`, {})
  },
  'versions.takeDown': () => by('maker', `POST /ops/benefits/${benefitId}/take-down`, { reason }),
  'imports.upload': () => sendFile('one.csv'),
  'imports.uploadCodes': () => {
    const file = csv([{ benefit_id: benefitId, code: `AUDIT-NEW-${++calls}` }]).toString()
    return by('maker', 'POST /ops/catalogue/codes?fileName=codes.csv', file)
  },
  'imports.file': async () => {
    const { id } = await answer(sendFile('two.csv'))
    return by('checker', `GET /ops/catalogue/imports/${id}/file`)
  },
  'imports.submit': async () => {
    const { id } = await answer(sendFile('three.csv'))
    return by('maker', `POST /ops/catalogue/imports/${id}/submit`, { onlyGood: true, reason })
  },
}

/** Lists and lines without anybody's own: who asks for them changes nothing and learns of no single person. */
const looks = new Set([
  'operators.me',
  'operators.previewRequest',
  'operators.requests',
  'operators.request',
  'operators.audit',
  'operators.unmatchedRefunds',
  'operators.bankFiles',
  'operators.manualOrders',
  'operators.supplierDifferences',
  'desk.current',
  'desk.account',
  'desk.sessions',
  'desk.operators',
  'insights.dashboard',
  'insights.redemptions',
  'insights.attacks',
  'programmes.list',
  'programmes.show',
  'versions.list',
  'versions.one',
  'versions.rows',
  'imports.template',
  'imports.list',
  'imports.import',
  'stock.list',
])
/** Written down as the others are, and proven where a tier step can be made: in the tests of support. */
const elsewhere = new Set(['support.explainStep'])

const endpoints = allEndpoints
  .filter(({ access }) => access === 'operator' || access === 'desk')
  // What is done with the lanes is proven beside them.
  .filter(({ id }) => !id.startsWith('riskDesk.'))

test('every endpoint of the desk either leaves a row in the audit log or is known to change and show nothing', () => {
  const known = [...Object.keys(deeds), ...looks, ...elsewhere].sort()
  expect(known).toEqual(endpoints.map(({ id }) => id).sort())
  expect(endpoints.filter(({ id, method }) => looks.has(id) && method !== 'GET').map(({ id }) => id)).toEqual([
    'operators.previewRequest',
  ])
})

async function audited(requestId: string | null) {
  const { reader } = opened.database
  const sql = 'SELECT action, operator_id, address, programme_id FROM audit WHERE request_id = ?'
  return reader.rows<{ action: string; operator_id: string | null }>(sql, [requestId ?? ''])
}

test.each(Object.keys(deeds))('%s leaves who, what and from where', async (id) => {
  const done = await (deeds[id] as () => Promise<Answer>)()
  expect(done).toMatchObject({ status: 200 })
  const rows = await audited(done.headers.get('X-Request-Id'))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    expect(row).toMatchObject({
      operator_id: expect.any(String),
      address: expect.any(String),
      programme_id: programmeId,
    })
  await opened.database.inTransaction((tx) =>
    tx.change('UPDATE benefit_stock SET taken_down_at = NULL WHERE taken_down_at IS NOT NULL'),
  )
})

test.each([...looks].filter((id) => id !== 'operators.previewRequest'))('%s leaves none', async (id) => {
  const { path, roles = [] } = endpoints.find((one) => one.id === id) as Endpoint
  const place = path.replace(/\{\w+\}/g, '0'.repeat(26))
  const role = (['maker', 'auditor'] as const).find((one) => roles.includes(one)) ?? 'admin'
  const { headers } = await by(role, `GET ${place}`)
  expect(await audited(headers.get('X-Request-Id'))).toEqual([])
})

describe('a file of a list', () => {
  const body = (list: string) => ({ list, filters: {}, rows: 1 })

  test('is taken away by who may read it, of what is a list, in their own programme', async () => {
    expect((await by('support', 'POST /ops/exports', body('operators.audit'))).json.code).toBe('role_required')
    for (const list of ['operators.approve', 'me.read', 'nothing'])
      expect((await by('auditor', 'POST /ops/exports', body(list))).json.code).toBe('not_found')
    const elsewhereBody = { ...body('operators.audit'), programmeId: 'another' }
    expect((await by('auditor', 'POST /ops/exports', elsewhereBody)).json.code).toBe('not_found')
  })

  test('leaves which list, how many rows, and what it was narrowed to', async () => {
    const done = await by('maker', 'POST /ops/exports', { list: 'stock.list', filters: { worry: 'low' }, rows: 7 })
    const sql = 'SELECT subject, action, details FROM audit WHERE request_id = ?'
    const [row] = await opened.database.reader.rows<Record<string, string>>(sql, [
      done.headers.get('X-Request-Id') ?? '',
    ])
    expect(row).toMatchObject({ subject: 'stock.list', action: 'list.exported' })
    expect(JSON.parse(row?.details ?? '')).toEqual({
      changes: [
        { field: 'export.rows', before: null, after: 7 },
        { field: 'filter.worry', before: null, after: 'low' },
      ],
    })
  })
})

test('reading on belongs to the look that began it; after a while it is another one, and a made-up place is none', async () => {
  const timeline = (cursor: string) => by('checker', `GET /ops/cardholders/${cardholderId}/timeline?cursor=${cursor}`)
  const place = Buffer.from(JSON.stringify({ points: '2020-01-01|x' })).toString('base64url')
  later()
  const begun = await timeline(place)
  expect(await audited(begun.headers.get('X-Request-Id'))).toHaveLength(1)
  expect(await audited((await timeline(place)).headers.get('X-Request-Id'))).toEqual([])
  later()
  expect(await audited((await timeline(place)).headers.get('X-Request-Id'))).toHaveLength(1)
  expect((await timeline('e30')).json.code).toBe('input_invalid')
})
