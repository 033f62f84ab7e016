import fc from 'fast-check'
import { arbitraryOf, type JsonSchema, type KnownValues } from '../fuzz/schemaArbitrary'
import type { OwnedId } from '../world/plantedOwner'

/** One operation as the running server prints it, with what has to be said to call it. */
export interface Operation {
  id: string
  method: string
  path: string
  access: string
  roles: string[]
  keyed: boolean
  parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[]
  body: JsonSchema | null
}

/** Every operation of the OpenAPI document that the server at this address serves. */
export async function crawl(url: string): Promise<Operation[]> {
  const printed = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Printed>>
  }
  return Object.entries(printed.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf({ path, method }, operation)),
  )
}

interface Printed {
  operationId: string
  'x-access': string
  'x-roles'?: string[]
  parameters: Operation['parameters']
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

function operationOf({ path, method }: { path: string; method: string }, printed: Printed): Operation {
  return {
    id: printed.operationId,
    method: method.toUpperCase(),
    path,
    access: printed['x-access'],
    roles: printed['x-roles'] ?? [],
    keyed: printed.parameters.some(({ name }) => name === 'Idempotency-Key'),
    parameters: printed.parameters.filter((parameter) => parameter.in !== 'header'),
    body: printed.requestBody?.content['application/json']?.schema ?? null,
  }
}

/** Names under which a cardholder's things are asked for. */
const named: Record<string, OwnedId> = {
  cardholderId: 'cardholderId',
  sessionId: 'sessionId',
  cardId: 'cardId',
  redemptionId: 'redemptionId',
  transactionId: 'transactionId',
  evaluationId: 'evaluationId',
  stepUpId: 'stepUpId',
  lotId: 'lotId',
  upTo: 'upTo',
  key: 'key',
  number: 'orderNo',
  orderNo: 'orderNo',
  refundId: 'spendId',
  purchaseId: 'spendId',
}

/** `~x.cardId~` stands for somebody's card until it is said whose. */
const places: KnownValues = {
  ...Object.fromEntries(Object.entries(named).map(([name, id]) => [name, [`~x.${id}~`]])),
  programmeId: [undefined],
  benefitId: ['KEPT'],
  points: [10],
  kind: [undefined],
  reason: ['客户来电核实'],
}

export interface Template {
  path: string
  body: string | null
}

/** Calls of the operation that name somebody's things, with whose left open; none where it names nothing. */
export function templatesOf(operation: Operation): Template[] {
  const values = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === place && (place === 'path' || isNamed(parameter)))
        .map(({ name, schema }) => [name, arbitraryOf(schema, mood, name)]),
    )
  const body = operation.body ? arbitraryOf(operation.body, mood) : fc.constant(null)
  const calls = fc.record({ places: fc.record(values('path')), query: fc.record(values('query')), body })
  const made = fc.sample(calls, { seed: 5, numRuns: operation.body ? 60 : 3 }).map((call) => ({
    path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => escaped(call.places[name])) + queryOf(call.query),
    body: call.body === null ? null : JSON.stringify(call.body),
  }))
  const naming = made.filter(({ path, body }) => /~x\./.test(path + (body ?? '')))
  // One of each form is enough: of a request, one of each kind.
  const forms = new Map(naming.map((template) => [formOf(template), template]))
  return [...forms.values()].slice(0, 12)
}

const mood = { known: places, harm: 0 }
const isNamed = ({ name }: { name: string }) => name in named
const escaped = (value: unknown) => encodeURIComponent(String(value))

function queryOf(values: Record<string, unknown>): string {
  const texts = Object.entries(values).filter(([, value]) => value !== undefined)
  return texts.length === 0 ? '' : `?${texts.map(([name, value]) => `${name}=${escaped(value)}`).join('&')}`
}

function formOf({ path, body }: Template): string {
  const marks = `${path}${body ?? ''}`.match(/"(kind|by|for)":"\w+"|~x\.\w+~/g)
  return [...new Set(marks)].join(' ')
}
