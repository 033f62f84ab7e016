import { operatorRoles } from '../../../shared/contract/roles'
import { describeWorld, world } from '../world/oneWorld'
import { ownerIn } from '../world/ownerIn'
import type { OwnedId, Owner } from '../world/plantedOwner'
import { askRaw, type RawAnswer } from '../world/rawHttp'
import { otherProgramme } from '../world/world'
import { crawl, type Operation, type Template, templatesOf } from './crawl'

describeWorld()
let operations: Operation[]
let owners: Record<'mine' | 'theirs' | 'elsewhere', Owner>
let levels: Record<string, string>
beforeAll(async () => {
  operations = await crawl(world.url)
  owners = {
    mine: await ownerIn(world, 'mine'),
    theirs: await ownerIn(world, 'theirs'),
    elsewhere: await ownerIn(world, 'elsewhere', otherProgramme),
  }
  // What is read is read up to a moment: nobody's notice is as late as everybody's.
  unknown.upTo = world.surroundings.newId()
  levels = { phone: (await world.plant({ name: 'phone', level: 'phone' })).token, cardholder: owners.mine.token }
}, 180_000)

/** Nobody's, in the form of each. */
const unknown: Record<OwnedId, string> = {
  cardholderId: '01K0000000000000000000000Z',
  sessionId: '01K0000000000000000000001Z',
  cardId: '01K0000000000000000000002Z',
  redemptionId: '01K0000000000000000000003Z',
  topupId: '01K0000000000000000000004Z',
  transactionId: '01K0000000000000000000005Z',
  evaluationId: '01K0000000000000000000006Z',
  stepUpId: '01K0000000000000000000007Z',
  upTo: '01K0000000000000000000008Z',
  lotId: '01K0000000000000000000009Z',
  key: 'owner-key-999999999999',
  orderNo: 'K01K000000000000000000000AZ',
  spendId: 'tx_nobody_2026-09-03',
}

type Whose = Record<OwnedId, string>

let keys = 0
function ask(operation: Operation, { path, body }: Template, { token, whose }: { token: string; whose: Whose }) {
  const filled = (text: string) => text.replace(/~x\.(\w+)~/g, (_, id: OwnedId) => whose[id])
  const key = `crawl-key-${String(++keys).padStart(12, '0')}`
  const headers: Record<string, string> = { ...world.fromElsewhere(), Authorization: `Bearer ${token}` }
  if (operation.keyed) headers['Idempotency-Key'] = key
  if (body !== null) headers['Content-Type'] = 'application/json'
  const sent = {
    method: operation.method,
    path: filled(path),
    headers,
    body: body === null ? undefined : Buffer.from(filled(body)),
  }
  return askRaw(operation.path.startsWith('/ops') ? world.deskUrl : world.url, sent)
}

/** Without what differs between any two answers, and without the ids that the caller has said themselves. */
function plain({ status, text }: RawAnswer, whose: Whose): string {
  const ids = Object.values(whose).reduce((rest, id) => rest.replaceAll(id, 'ID'), text)
  return `${status} ${ids.replace(/"(requestId|stepUpId|challenge)":"[\w-]+"/g, '').replace(/"id":"[0-9A-Z]{26}"/, '')}`
}

function told({ text }: RawAnswer, owner: Owner, said: Whose): string[] {
  const saidIds = new Set(Object.values(said))
  return [...owner.secrets, ...owner.words].filter((word) => !saidIds.has(word) && text.includes(word))
}

/** What one caller learns by asking about each of these people instead of about nobody. */
async function leaks(operation: Operation, token: string, about: Owner[]): Promise<string[]> {
  const found: string[] = []
  for (const template of templatesOf(operation)) {
    const nobody = await ask(operation, template, { token, whose: unknown })
    if (nobody.status >= 500) found.push(`${operation.id} answers ${nobody.status}: ${JSON.stringify(template)}`)
    for (const owner of about) {
      const answer = await ask(operation, template, { token, whose: owner.ids })
      asked.questions++
      if (plain(answer, owner.ids) !== plain(nobody, unknown)) {
        found.push(
          `${operation.id} tells apart: ${JSON.stringify(template)} ${answer.status} ${answer.text} | ${nobody.text}`,
        )
      }
      for (const word of told(answer, owner, owner.ids)) found.push(`${operation.id} tells ${word}`)
    }
  }
  return found
}

const asked = { routes: new Set<string>(), questions: 0 }

test('a cardholder learns nothing of what is not theirs, nor whether it is there', async () => {
  const found: string[] = []
  for (const operation of operations.filter(({ access }) => /^(visitor|phone|cardholder|public)$/.test(access))) {
    if (templatesOf(operation).length === 0) continue
    asked.routes.add(operation.id)
    for (const token of Object.values(levels))
      found.push(...(await leaks(operation, token, [owners.theirs, owners.elsewhere])))
  }
  expect(found).toEqual([])
  expect(asked.routes.size).toBeGreaterThan(12)
}, 180_000)

test('an operator learns nothing of the cardholders of another programme', async () => {
  const found: string[] = []
  for (const operation of operations.filter(({ access }) => access === 'operator')) {
    if (templatesOf(operation).length === 0) continue
    asked.routes.add(operation.id)
    for (const role of operatorRoles) {
      const { token } = await world.hire([role])
      found.push(...(await leaks(operation, token, [owners.elsewhere])))
    }
    const { token } = await world.hire([...operatorRoles], otherProgramme)
    found.push(...(await leaks(operation, token, [owners.mine, owners.theirs])))
  }
  expect(found).toEqual([])
}, 240_000)

test('the owner is answered: the questions were the right ones', async () => {
  const answered: string[] = []
  for (const operation of operations.filter(({ access }) => /^(phone|cardholder)$/.test(access))) {
    // Their last card and their session are kept for the tests after this one.
    if (operation.method === 'DELETE') continue
    for (const template of templatesOf(operation)) {
      const { status } = await ask(operation, template, { token: owners.mine.token, whose: owners.mine.ids })
      if (status === 200) answered.push(operation.id)
    }
  }
  expect(new Set(answered).size).toBeGreaterThan(8)
}, 180_000)

/** Forms of an id that no client sends; each holds somebody else's where there is room for one. */
const forms = (id: string, own: string): string[] => [
  '',
  '0',
  '-1',
  '1e309',
  'null',
  'undefined',
  '..',
  '%2e%2e',
  '.',
  '*',
  '%25',
  '%',
  '%00',
  '[]',
  `[${id}]`,
  `${id},${own}`,
  `${id}%00`,
  `${id}%0a`,
  `%20${id}`,
  `..%2f${id}`,
  `${own}%2f..%2f${id}`,
  id.toLowerCase(),
  `${id}${id}`,
  'A'.repeat(3_000),
  "'%20OR%20'1'='1",
  '%EF%BC%91',
]

test('an id in any other form finds nothing', async () => {
  const found: string[] = []
  for (const operation of operations) {
    const places = operation.parameters.filter((parameter) => parameter.in === 'path')
    const template = templatesOf(operation)[0]
    const isDesk = operation.access === 'operator'
    if (places.length === 0 || !template || /^(bank|supplier|desk)$/.test(operation.access)) continue
    const token = isDesk ? (await world.hire([...operatorRoles])).token : owners.mine.token
    for (const mark of template.path.match(/~x\.\w+~/g) ?? []) {
      const id = mark.slice(3, -1) as OwnedId
      for (const form of forms(owners.theirs.ids[id], owners.mine.ids[id])) {
        const path = template.path.replace(mark, form)
        const answer = await ask(operation, { ...template, path }, { token, whose: owners.theirs.ids })
        const isLower = form !== '' && answer.status === 200
        if (isLower || answer.status >= 500 || answer.status === 0)
          found.push(`${operation.method} ${path}: ${answer.status}`)
        if (!isDesk)
          found.push(...told(answer, owners.theirs, owners.theirs.ids).map((word) => `${path} tells ${word}`))
      }
    }
  }
  expect(found).toEqual([])
}, 180_000)

test('an id in a body is one text, and nothing else', async () => {
  const found: string[] = []
  for (const operation of operations.filter(({ body }) => body !== null)) {
    for (const template of templatesOf(operation).filter(({ body }) => body?.includes('~x.'))) {
      const token = operation.access === 'operator' ? (await world.hire([...operatorRoles])).token : owners.mine.token
      for (const form of [
        '1',
        '-1',
        'null',
        'true',
        '{}',
        '["~$~"]',
        '{"$ne":""}',
        '""',
        '"~$~,~$~"',
        `"${'A'.repeat(2_000)}"`,
      ]) {
        const body = (template.body ?? '').replace(/"(~x\.\w+~)"/g, (_, mark: string) => form.replaceAll('~$~', mark))
        const { status } = await ask(operation, { ...template, body }, { token, whose: owners.theirs.ids })
        asked.questions++
        if (status === 200 || status >= 500) found.push(`${operation.id} ${status}: ${body}`)
      }
    }
  }
  expect(found).toEqual([])
  expect(asked.questions).toBeGreaterThan(400)
}, 180_000)
