import { loadCatalogue } from '../../server/features/catalogue'
import { privacyTextInForce } from '../../server/features/identity'
import { byCommandLine, createAccount, createOperator } from '../../server/features/operators'
import { cardTokenOf } from '../../server/simulators/bank/simulatorKey'
import type { OperatorRole } from '../../shared/contract/roles'
import { bankSigned } from '../contract/composedServer'
import { codeAt } from '../support/authenticator'
import { bankEvent } from '../support/bankEvents'
import { benefitsCsv, csv } from '../support/catalogueFiles'
import { testProgramme } from '../support/programme'
import { accounts, type Canary, type CanaryKind, codes, oneTimePasswords, openids, passwords, phones } from './canaries'
import type { Product, Reply } from './product'

/** The roads of people and operators, with secrets on them. What the server makes is added to the canaries. */
export interface Roads {
  product: Product
  canaries: Canary[]
  person: { token: string; cardholderId: string; redemptionId: string; deskRedemptionId: string }
  /** Of a program with every role. */
  operator: string
  checker: string
}

const programmeId = testProgramme.id
let keys = 0
export const newKey = () => `canary-road-${String(++keys).padStart(6, '0')}-abcdef`
let addresses = 0
/** Each call comes from elsewhere, so that none is refused for those before it. */
export const elsewhere = () => {
  addresses++
  return {
    'X-Forwarded-For': `198.${18 + Math.floor(addresses / 62_500)}.${Math.floor(addresses / 250) % 250}.${(addresses % 250) + 1}`,
  }
}
export const bearer = (token: string) => ({ Authorization: `Bearer ${token}`, ...elsewhere() })

/** Fails with what was answered, so that a road that has become another one is seen. */
function succeeded(answer: Reply): Reply {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`)
  return answer
}

export async function walkRoads(product: Product, canaries: Canary[]): Promise<Roads> {
  await loadBenefits(product)
  const plant = (kind: CanaryKind, text: string) => void canaries.push({ kind, text })
  const hire = async (roles: OperatorRole[]) => {
    const made = await createOperator(
      { ...product, database: product.opened.database },
      { name: `程序 ${roles.join('+')}`, roles, programmeId },
    )
    plant('token', made?.token.split('.')[1] ?? '')
    return made?.token ?? ''
  }
  const operator = await hire(['maker', 'support', 'risk', 'auditor', 'admin'])
  const checker = await hire(['checker'])
  const people = []
  for (let number = 0; number < 6; number++) people.push(await personOn(product, { number, plant }))
  for (let number = 6; number < openids.length; number++) await visitorOn(product, { number, plant })
  await atTheDoor(product, plant)
  await stagedCodes(product, { operator, checker })
  const [first, second] = people
  if (!first || !second) throw new Error('there are no people')
  await atTheDesk(product, { operator, checker, person: first })
  await leave(product, second.token)
  return { product, canaries, person: first, operator, checker }
}

async function loadBenefits(product: Product): Promise<void> {
  const common = { points: 10, limit_per_person: 99 }
  const ordered = { supplier: 'default', sku: 'P10', stock: 99 }
  const loaded = await loadCatalogue(
    {
      database: product.opened.database,
      surroundings: product.surroundings,
      vault: product.vault,
      suppliers: new Set(['default']),
    },
    {
      programmeId,
      benefits: benefitsCsv(
        { ...common, benefit_id: 'CODE', stock: 20 },
        { ...common, ...ordered, benefit_id: 'TOPUP', delivery: 'topup', account: 'phone', category: 'telecom' },
        {
          ...common,
          ...ordered,
          benefit_id: 'BROKEN',
          delivery: 'topup',
          account: 'phone',
          category: 'telecom',
          sku: 'P10!error_after_delivery+late_query',
        },
        {
          ...common,
          ...ordered,
          benefit_id: 'REFUSED',
          delivery: 'topup',
          account: 'phone',
          category: 'telecom',
          sku: 'P10!reject',
        },
        { ...common, ...ordered, benefit_id: 'LINK', delivery: 'link', sku: 'L10' },
      ),
      codes: csv(codes.slice(0, 20).map((code) => ({ benefit_id: 'CODE', code }))),
    },
  )
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
}

interface Planting {
  number: number
  plant: (kind: CanaryKind, text: string) => void
}

async function outside(base: string, path: string, body: object) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, string>
}

/** Logs in and verifies the phone. */
async function visitorOn(product: Product, { number, plant }: Planting) {
  const [openid = '', phone = ''] = [openids[number], phones[number]]
  await outside(product.wechat.url, '/sim/login-code', { openid })
  await outside(product.wechat.url, '/sim/users', { user: openid, phone })
  await outside(product.wechat.url, '/sim/subscribe', { user: openid, templateId: 'redeemed', accept: 'true' })
  const { code } = await outside(product.wechat.url, '/sim/login-code', { openid })
  const body = { code, device: '手机', consent: { version: privacyTextInForce.version } }
  const entered = succeeded(
    await product.call({
      method: 'POST',
      path: '/api/sessions',
      where: 'identity.logIn',
      headers: elsewhere(),
      body: JSON.stringify(body),
    }),
  )
  const { token = '', me } = entered.json
  plant('token', token.split('.')[1] ?? '')
  const phoneCode = await outside(product.wechat.url, '/sim/phone-code', { openid })
  const asked = { method: 'POST', path: '/api/me/phone', where: 'identity.verifyPhone', headers: bearer(token) }
  succeeded(await product.call({ ...asked, body: JSON.stringify({ code: phoneCode.code }) }))
  return { token, cardholderId: me?.cardholderId ?? '' }
}

async function personOn(product: Product, { number, plant }: Planting) {
  const { token, cardholderId } = await visitorOn(product, { number, plant })
  const call = (method: string, path: string, { where, body, key }: { where: string; body?: object; key?: string }) =>
    product.call({
      method,
      path,
      where,
      headers: { ...bearer(token), ...(key ? { 'Idempotency-Key': key } : {}) },
      body: body && JSON.stringify(body),
    })
  const cards = (await (await fetch(`${product.bank.url}/sim/cards`)).json()) as {
    last4: string
    name: string
    phone: string
  }[]
  const card = cards[number + 1]
  if (!card) throw new Error('the bank has no such card')
  plant('phone', card.phone)
  const verify = { where: 'cards.verify', body: { name: card.name, last4: card.last4, phone: card.phone } }
  await call('POST', '/api/cards/verify', { ...verify, body: { ...verify.body, phone: phones[number + 10] } })
  const { challengeId } = succeeded(await call('POST', '/api/cards/verify', verify)).json
  const otpSent = async () => {
    const sent = (await (await fetch(`${product.bank.url}/sim/otps?phone=${card.phone}`)).json()) as { code: string }[]
    return sent[0]?.code ?? ''
  }
  const wrong = { challengeId, otp: oneTimePasswords[20 + (number % 10)] }
  await call('POST', '/api/cards', { where: 'cards.bind', body: wrong, key: newKey() })
  const right = { challengeId, otp: await otpSent() }
  succeeded(await call('POST', '/api/cards', { where: 'cards.bind', body: right, key: newKey() }))
  await spendAt(product, card.last4, number)
  const answers = { answers: [{ template: 'redemptionDelivered', accepted: true }] }
  const subscribed = { where: 'notifications.answer', body: answers }
  succeeded(await call('POST', '/api/notifications/subscriptions', { ...subscribed, key: newKey() }))
  const redeem = async (benefitId: string, account?: string) => {
    const body = { benefitId, points: 10, account }
    const answer = await call('POST', '/api/redemptions', { where: 'redemption.confirm', body, key: newKey() })
    return String(succeeded(answer).json.id)
  }
  const redemptionId = await redeem('CODE')
  const deskRedemptionId = await redeem('CODE')
  const account = accounts[number] ?? ''
  const orders = [
    await redeem('TOPUP', account),
    await redeem('BROKEN', accounts[number + 6]),
    await redeem('REFUSED', accounts[number + 12]),
  ]
  const linkId = await redeem('LINK')
  succeeded(await call('POST', `/api/redemptions/${redemptionId}/reveal`, { where: 'redemption.reveal', body: {} }))
  await settled(product, [...orders, linkId])
  const link = (await call('POST', `/api/redemptions/${linkId}/reveal`, { where: 'redemption.reveal', body: {} })).json
    .code
  if (link) plant('link', String(link))
  product.surroundings.advance(61_000)
  const lock = { frozen: false, dailyLimitPoints: 100_000, nightLock: false, trustedOnly: false }
  const stepUp = await call('POST', '/api/step-up', { where: 'security.askStepUp', body: { for: 'lock', lock } })
  const check = { where: 'security.checkStepUp', body: { otp: await otpSent() } }
  const checked = await call('POST', `/api/step-up/${stepUp.json.stepUpId}/check`, check)
  if (checked.json.stepUpToken) plant('token', checked.json.stepUpToken)
  for (const section of ['', '?section=sessions', '?section=redemptions'])
    await call('GET', `/api/privacy/export${section}`, { where: 'privacy.export' })
  return { token, cardholderId, redemptionId, deskRedemptionId }
}

async function spendAt(product: Product, last4: string, number: number): Promise<void> {
  const card_token = cardTokenOf({ programmeId, last4 })
  const event = bankEvent(`canary_spend_${'abcdefgh'[number]}`, '2026-11-01', { yuan: 900, card_token })
  const body = JSON.stringify({ events: [event] })
  const headers = bankSigned(body, { at: product.surroundings.now() })
  succeeded(await product.call({ method: 'POST', path: '/bank/events', where: 'spend.takeEvents', headers, body }))
}

/** Until the worker has had its word with the supplier; what stays open after that is as good for us. */
async function settled(product: Product, ids: readonly string[]): Promise<void> {
  const until = Date.now() + 5_000
  while (Date.now() < until) {
    const rows = await product.opened.database.reader.rows<{ redemption_id: string; state: string }>(
      `SELECT redemption_id, state FROM supplier_order WHERE state NOT IN ('new', 'placing')`,
    )
    const known = new Set(rows.map((row) => row.redemption_id))
    if (ids.every((id) => known.has(id))) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Setting up, wrong and right passwords, and a session at the desk. */
async function atTheDoor(product: Product, plant: Planting['plant']): Promise<void> {
  const managing = { ...product, database: product.opened.database }
  for (const [at, role] of (['maker', 'checker', 'auditor'] as const).entries()) {
    const login = `canary-desk-${'abc'[at]}`
    const account = { name: `某人 ${at}`, login, roles: [role], programmeId }
    const { enrolmentCode } = await createAccount(managing, account, byCommandLine)
    plant('token', enrolmentCode)
    const password = passwords[at]
    const from = elsewhere()
    let session: Record<string, string> = {}
    const post = (path: string, where: string, body: object) =>
      product.desk({ method: 'POST', path, where, headers: { ...from, ...session }, body: JSON.stringify(body) })
    const chosen = succeeded(await post('/ops/enrolments', 'desk.enrol', { login, enrolmentCode, password }))
    const secret = String(chosen.json.secret)
    plant('TOTP secret', secret)
    const codeNow = () => codeAt(secret, product.surroundings.now())
    const confirm = { login, enrolmentCode, oneTimeCode: codeNow() }
    const done = succeeded(await post('/ops/enrolments/confirm', 'desk.confirmEnrolment', confirm))
    const [cookie = ''] = (done.headers.get('Set-Cookie') ?? '').split(';')
    plant('token', cookie.split('.')[1] ?? '')
    product.surroundings.advance(60_000)
    const wrong = { login, password: passwords[at + 3], oneTimeCode: codeNow() }
    await post('/ops/sessions', 'desk.signIn', wrong)
    const again = succeeded(await post('/ops/sessions', 'desk.signIn', { login, password, oneTimeCode: codeNow() }))
    session = {
      Cookie: (again.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '',
      'X-Kaquan-Csrf': again.json.csrf ?? '',
    }
    plant('token', String(session.Cookie).split('.')[1] ?? '')
    for (const tried of [passwords[at + 6], password])
      await post('/ops/sessions/current/unlock', 'desk.unlock', { password: tried })
    product.surroundings.advance(60_000)
    const newPassword = passwords[at + 9]
    for (const tried of [passwords[at + 6], password]) {
      const body = JSON.stringify({ password: tried, oneTimeCode: codeNow(), newPassword })
      const headers = { ...from, ...session }
      await product.desk({ method: 'PUT', path: '/ops/me/password', where: 'desk.changePassword', headers, body })
    }
  }
}

async function stagedCodes(product: Product, { operator, checker }: Record<'operator' | 'checker', string>) {
  const file = csv(codes.slice(20).map((code) => ({ benefit_id: 'CODE', code })))
  const path = '/ops/catalogue/codes?fileName=codes.csv'
  const sent = await product.desk({
    method: 'POST',
    path,
    where: 'imports.uploadCodes',
    headers: bearer(operator),
    body: file,
  })
  await product.desk({
    method: 'GET',
    path: `/ops/catalogue/imports/${sent.json.id}/file`,
    where: 'imports.file',
    headers: bearer(operator),
  })
  // The same codes once more are known, and told as wrong.
  const twice = csv([...codes.slice(0, 3), 'x'.repeat(300)].map((code) => ({ benefit_id: 'CODE', code })))
  const again = await product.desk({
    method: 'POST',
    path,
    where: 'imports.uploadCodes',
    headers: bearer(operator),
    body: twice,
  })
  await product.desk({
    method: 'GET',
    path: `/ops/catalogue/imports/${again.json.id}`,
    where: 'imports.import',
    headers: bearer(operator),
  })
  await twoPersons(product, {
    operator,
    checker,
    asked: { kind: 'load_codes', payload: { importId: sent.json.id, stockToo: true } },
  })
}

async function twoPersons(
  product: Product,
  { operator, checker, asked }: { operator: string; checker: string; asked: object },
): Promise<Reply> {
  const body = JSON.stringify({ asked, reason: '已核实，请复核' })
  const keyed = (token: string) => ({ ...bearer(token), 'Idempotency-Key': newKey() })
  const made = succeeded(
    await product.desk({
      method: 'POST',
      path: '/ops/requests',
      where: 'operators.makeRequest',
      headers: keyed(operator),
      body,
    }),
  )
  const path = `/ops/requests/${made.json.id}/approve`
  return succeeded(
    await product.desk({ method: 'POST', path, where: 'operators.approve', headers: keyed(checker), body: '{}' }),
  )
}

async function atTheDesk(
  product: Product,
  { operator, checker, person }: { operator: string; checker: string; person: Roads['person'] },
): Promise<void> {
  const ask = (method: 'GET' | 'POST', path: string, [where, body]: [where: string, body?: object]) =>
    product.desk({
      method,
      path,
      where,
      headers: { ...bearer(operator), 'Idempotency-Key': newKey() },
      body: body && JSON.stringify(body),
    })
  const { cardholderId, deskRedemptionId } = person
  succeeded(await ask('POST', '/ops/cardholders/find', ['support.find', { lookup: { by: 'phone', phone: phones[0] } }]))
  const base = `/ops/cardholders/${cardholderId}`
  for (const [path, where] of [
    ['', 'support.person'],
    ['/timeline', 'support.timeline'],
    ['/points', 'operators.cardholderPoints'],
  ])
    succeeded(await ask('GET', base + path, [where ?? '']))
  succeeded(await ask('POST', `${base}/unmask`, ['support.unmask', { reason: '客户来电核实' }]))
  const payload = { cardholderId, redemptionId: deskRedemptionId }
  const { json } = await twoPersons(product, { operator, checker, asked: { kind: 'reveal_code', payload } })
  succeeded(await ask('POST', `/ops/requests/${json.id}/reveal`, ['support.revealCode', {}]))
  const account = { name: '新人', login: 'canary-desk-new', roles: ['auditor'], reason: '入职' }
  await ask('POST', '/ops/operators', ['desk.createOperator', account])
  for (const path of ['/ops/audit', '/ops/requests', '/ops/sessions', '/ops/operators', '/ops/catalogue/imports'])
    await ask('GET', path, ['export of a list'])
}

/** Says goodbye for good. */
async function leave(product: Product, token: string): Promise<void> {
  await product.call({
    method: 'GET',
    path: '/api/privacy/deletion',
    where: 'privacy.deletionPreview',
    headers: bearer(token),
  })
  const asked = { method: 'POST', path: '/api/privacy/deletion', where: 'privacy.deleteAccount', body: '{}' }
  await product.call({ ...asked, headers: { ...bearer(token), 'Idempotency-Key': newKey() } })
}
