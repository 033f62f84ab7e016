import type { RequestRow } from '../../../shared/contract/requests'
import { fieldName, rolesText, valueText } from './fields'
import { requestTexts } from './words'

/** What a request is about in one line: how much and of what, then whose. */
export function substanceOf({ payload, kind }: Pick<RequestRow, 'payload' | 'kind'>): string {
  return order
    .filter((name) => payload[name] !== undefined)
    .map((name) => partOf(name, payload[name], kind))
    .filter(Boolean)
    .join(' · ')
}

const order = [
  'name',
  'roles',
  'login',
  'points',
  'benefitId',
  'orderNo',
  'outcome',
  'rule',
  'terms',
  'ruleSet',
  'lots',
  'expiresOn',
  'publishAt',
  'versionId',
  'importId',
  'refundId',
  'redemptionId',
  'cardholderId',
]
const ids: ReadonlySet<string> = new Set(['versionId', 'importId', 'redemptionId', 'cardholderId'])

function partOf(name: string, value: unknown, kind: RequestRow['kind']): string {
  if (name === 'points' && typeof value === 'number') return `${fieldName(name)} ${signed(value, kind)}`
  if (name === 'roles' && Array.isArray(value)) return rolesText(value.map(String))
  if (name === 'name' || name === 'login') return String(value)
  if (name === 'publishAt') return requestTexts().goesLive(String(value))
  if (typeof value === 'string')
    return `${fieldName(name)} ${ids.has(name) ? `…${value.slice(-6)}` : valueText(value, name)}`
  if (typeof value !== 'object' || value === null) return ''
  const { version, since } = value as { version?: unknown; since?: unknown }
  if (typeof version === 'string') return `${version} ${typeof since === 'string' ? since : ''}`.trim()
  const [part] = Object.values(value).filter((one): one is string => typeof one === 'string')
  return part === undefined ? '' : `${fieldName(name)} ${part.length > 10 ? `…${part.slice(-6)}` : part}`
}

/** Only an adjustment gives or takes; of all others the amount alone says it. */
function signed(points: number, kind: RequestRow['kind']): string {
  return `${kind === 'adjust_points' && points > 0 ? '+' : ''}${valueText(points)}`
}
