import * as z from 'zod/mini'
import { endpoint } from './endpoint'

export const serviceContract = {
  alive: endpoint({
    id: 'service.alive',
    method: 'GET',
    path: '/healthz',
    access: 'public',
    summary: 'The process is up.',
    reply: z.object({ status: z.literal('ok') }),
    refusals: [],
  }),
  ready: endpoint({
    id: 'service.ready',
    method: 'GET',
    path: '/readyz',
    access: 'public',
    summary: 'The process can do its work: the database answers and is migrated.',
    reply: z.object({ status: z.literal('ok') }),
    refusals: ['busy_try_later'],
  }),
  metrics: endpoint({
    id: 'service.metrics',
    method: 'GET',
    path: '/metrics',
    access: 'monitor',
    summary: 'Figures for Prometheus.',
    reply: z.string(),
    replyType: 'text/plain',
    refusals: ['metrics_token_wrong'],
  }),
  openapi: endpoint({
    id: 'service.openapi',
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    summary: 'This contract as OpenAPI 3.1.',
    reply: z.record(z.string(), z.unknown()),
    refusals: [],
  }),
}
