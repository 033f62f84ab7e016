import * as z from 'zod/mini'
import { type Endpoint, endpointsOf } from '../../shared/contract/endpoint'
import { idempotencyKey } from '../../shared/contract/schemas'
import { deskCookie, deskCookieOfHttps } from './operators'
import { statusOf } from './refused'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: unknown
}

/** The contract as OpenAPI 3.1, every route of it. */
export function openapiOf(tree: object, { version }: { version: string }): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpointsOf(tree)) {
    const operations = paths[endpoint.path] ?? {}
    operations[endpoint.method.toLowerCase()] = operationOf(endpoint)
    paths[endpoint.path] = operations
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Kaquan 卡权', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer' },
        bankSignature: { type: 'apiKey', in: 'header', name: 'X-Bank-Signature' },
        supplierSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Kaquan-Signature',
          description: 'Or the field sign of the form protocol; see docs/wire.md',
        },
        deskSession: {
          type: 'apiKey',
          in: 'cookie',
          name: deskCookieOfHttps,
          description: 'Of an operator who signed in; everything but a GET needs the header X-Kaquan-Csrf too',
        },
        deskSessionWithoutHttps: {
          type: 'apiKey',
          in: 'cookie',
          name: deskCookie,
          description: 'The same where the console is not behind HTTPS, as on loopback',
        },
        monitor: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN, where it is set' },
        operator: { type: 'http', scheme: 'bearer', description: 'Token of an operator; see docs/operators.md' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

/** What operators call is not served where cardholders are. */
const consoleServer = {
  url: 'http://{host}:{port}',
  description: "The console's own listener, on CONSOLE_PORT; the public one answers 404",
  variables: { host: { default: '127.0.0.1' }, port: { default: '8084' } },
}

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  const operation: Record<string, unknown> = {
    operationId: endpoint.id,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    parameters: parametersOf(endpoint),
    responses: responsesOf(endpoint),
  }
  if (endpoint.body) {
    operation.requestBody = {
      required: true,
      content: { [endpoint.rawBody ? '*/*' : 'application/json']: { schema: schemaOf(endpoint.body, 'input') } },
    }
  }
  if (endpoint.upload !== undefined) {
    const schema = { type: 'string', format: 'binary', maxLength: endpoint.upload }
    operation.requestBody = { required: true, content: { 'application/octet-stream': { schema } } }
  }
  if (endpoint.access === 'bank') operation.security = [{ bankSignature: [] }]
  else if (endpoint.access === 'supplier') operation.security = [{ supplierSignature: [] }]
  else if (endpoint.access === 'monitor') operation.security = [{ monitor: [] }, {}]
  else if (endpoint.access === 'desk') operation.servers = [consoleServer]
  else if (endpoint.access === 'operator') {
    operation.security = [{ deskSession: [] }, { deskSessionWithoutHttps: [] }, { operator: [] }]
    operation['x-roles'] = endpoint.roles
    operation.servers = [consoleServer]
  } else if (endpoint.access !== 'public') operation.security = [{ session: [] }]
  return operation
}

function parametersOf({ params, query, keyed, etag }: Endpoint): Parameter[] {
  const parameters = [...fieldsOf(params, 'path'), ...fieldsOf(query, 'query')]
  if (keyed) {
    const schema = schemaOf(idempotencyKey, 'input')
    parameters.push({ name: 'Idempotency-Key', in: 'header', required: true, schema })
  }
  if (etag) parameters.push({ name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } })
  return parameters
}

function fieldsOf(schema: Endpoint['params'], place: 'path' | 'query'): Parameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, field]) => {
    return { name, in: place, required: place === 'path' || required.includes(name), schema: field }
  })
}

function responsesOf({ reply, replyType, rawBody, download, refusals, etag }: Endpoint): Record<string, unknown> {
  const responses: Record<string, unknown> = {
    200: {
      description: 'Success',
      content: download
        ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
        : rawBody
          ? { '*/*': { schema: { type: 'string', description: "What the supplier's own wire expects" } } }
          : { [replyType ?? 'application/json']: { schema: schemaOf(reply, 'output') } },
    },
  }
  if (etag) responses[304] = { description: 'The same as what If-None-Match names' }
  const codes = new Map<number, string[]>()
  for (const code of refusals) codes.set(statusOf[code], [...(codes.get(statusOf[code]) ?? []), code])
  for (const [status, names] of codes) {
    responses[status] = {
      description: names.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return responses
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'detailEn', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string', description: 'For people, in Chinese' },
    detailEn: { type: 'string', description: 'For people, in English' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}
