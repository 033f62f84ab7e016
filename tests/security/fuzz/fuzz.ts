import fc from 'fast-check'
import type { Endpoint } from '../../../shared/contract/endpoint'
import { allEndpoints } from '../../support/allEndpoints'
import { askRaw, type RawAnswer, type RawRequest } from '../world/rawHttp'
import type { World } from '../world/world'
import { asCaller, type Cast, castIn, filledIn, supplierTexts } from './cast'
import { faultsOf } from './judge'
import { type FuzzRequest, requestsTo } from './requestArbitrary'

export interface FuzzFault {
  endpoint: string
  caller: string
  request: string
  answer: string
  what: string
}

export interface FuzzFigures {
  seed: number
  requests: number
  byStatus: Record<string, number>
  /** By endpoint: how often it answered 200, or with which refusal. */
  answers: Record<string, Record<string, number>>
  faults: FuzzFault[]
}

/** Sends so many requests to every endpoint, in turn, so that each meets what the others have left. */
export async function fuzz(world: World, { seed, runs }: { seed: number; runs: number }): Promise<FuzzFigures> {
  const figures: FuzzFigures = { seed, requests: 0, byStatus: {}, answers: {}, faults: [] }
  const cast = await castIn(world)
  const series = allEndpoints.map((endpoint, at) =>
    fc.sample(requestsTo(endpoint), { seed: seed * 1_009 + at, numRuns: runs }),
  )
  for (let run = 0; run < runs; run++) {
    for (const requests of series) {
      const request = requests[run]
      if (!request) continue
      const sent = await rawOf(world, cast, request)
      const answer = await sendTo(world, request.endpoint, sent)
      figures.requests++
      note(figures, request.endpoint.id, answer)
      const told = world.faults()
      const whats = [
        ...faultsOf(answer, { ...request, path: sent.path, cast }),
        ...told.splice(0).map((line) => `logged: ${line.slice(0, 600)}`),
      ]
      world.forgetFaults()
      for (const what of whats) figures.faults.push(faultFrom(request, sent, { answer, what }))
      await afterwards(cast, request, answer)
    }
    // So that one-time passwords may be asked for again, and ids get times of their own.
    world.surroundings.advance(61_000)
  }
  return figures
}

function note({ byStatus, answers }: FuzzFigures, endpointId: string, { status, text }: RawAnswer): void {
  byStatus[status] = (byStatus[status] ?? 0) + 1
  const said = status === 200 ? 'ok' : (/"code":"(\w+)"/.exec(text)?.[1] ?? String(status))
  const known = answers[endpointId] ?? {}
  answers[endpointId] = { ...known, [said]: (known[said] ?? 0) + 1 }
}

/** Endpoints that never answered 200. */
export function unreached({ answers }: FuzzFigures): string[] {
  return allEndpoints.map(({ id }) => id).filter((id) => !answers[id]?.ok)
}

async function rawOf(world: World, cast: Cast, request: FuzzRequest): Promise<RawRequest> {
  const { endpoint, caller } = request
  cast.asks = caller === 'elsewhere' || caller === 'operator elsewhere' ? 'elsewhere' : 'mine'
  cast.turn++
  const type: Record<string, string> =
    request.body && endpoint.upload === undefined ? { 'Content-Type': 'application/json' } : {}
  const headers = { ...type, ...world.fromElsewhere(), ...request.headers }
  for (const [name, value] of Object.entries(headers)) headers[name] = await filledIn(world, cast, value)
  const path = await filledIn(world, cast, request.path)
  const body = await bodyOf(world, cast, request)
  return asCaller(world, cast, { caller, method: endpoint.method, path, headers, body })
}

/** Bytes that are no text are left as they are. */
async function bodyOf(world: World, cast: Cast, { endpoint, body }: FuzzRequest) {
  if (endpoint.access === 'supplier') {
    const text = supplierTexts[cast.turn % supplierTexts.length]
    return Buffer.from(await filledIn(world, cast, text ?? ''))
  }
  if (body === null) return undefined
  const text = body.toString('utf8')
  return text.includes('~') && Buffer.from(text).equals(body) ? Buffer.from(await filledIn(world, cast, text)) : body
}

/** Now and then at the wrong listener. */
function sendTo(world: World, { path }: Endpoint, request: RawRequest): Promise<RawAnswer> {
  const base = path.startsWith('/ops') ? world.deskUrl : world.url
  return askRaw(base, request).catch((error: Error) => ({ status: 0, headers: {}, text: String(error) }))
}

const made: Record<string, string> = {
  'operators.makeRequest': 'requestId',
  'versions.submit': 'requestId',
  'versions.begin': 'versionId',
  'imports.upload': 'importId',
  'imports.uploadCodes': 'importId',
}

const ends = new Set([
  'identity.logOut',
  'identity.logOutEverywhere',
  'privacy.withdraw',
  'privacy.deleteAccount',
  'cards.unbind',
  'security.changeLock',
  'desk.endSession',
  'desk.unlock',
])

async function afterwards(cast: Cast, { endpoint, caller }: FuzzRequest, answer: RawAnswer): Promise<void> {
  if (answer.status !== 200) return
  if (ends.has(endpoint.id)) await cast.recast(caller)
  const id = made[endpoint.id]
  if (id) cast.made.set(id, String((JSON.parse(answer.text) as { id?: string }).id))
  if (endpoint.id === 'cards.verify') {
    cast.made.set('challengeId', String((JSON.parse(answer.text) as { challengeId?: string }).challengeId))
  }
}

function faultFrom(
  { endpoint, caller }: FuzzRequest,
  sent: RawRequest,
  { answer, what }: { answer: RawAnswer; what: string },
): FuzzFault {
  const { method, path, headers, body } = sent
  const shown = { method, path: path.slice(0, 500), headers, body: body?.toString('latin1').slice(0, 500) }
  return {
    endpoint: endpoint.id,
    caller,
    request: JSON.stringify(shown).slice(0, 1_500),
    answer: `${answer.status} ${answer.text.slice(0, 400)}`,
    what,
  }
}
