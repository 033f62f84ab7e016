import type { TierId } from '../../../shared/contract/tiers'
import { formatFen } from '../../../shared/values/fen'
import { formatPoints } from '../../../shared/values/points'
import { tierWords } from '../../../shared/words/tiers'
import { formatDay, formatMoment } from '../../words/dates'
import { productName } from '../../words/productName'
import { tierName } from '../../words/tierName'
import { dataWords, valueNames } from './dataWords'

type Value = string | number | boolean | null

/** A value as a person reads it: moments on their own clock's day, amounts with their unit, codes by their names. */
export function shownValue(field: string, value: Value): string {
  const words = dataWords()
  if (value === null || value === '') return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return field === 'amountFen' ? words.yuan(formatFen(value)) : formatPoints(value)
  if (field === 'product') return productName(value)
  if (value in tierWords && tierFields.has(field)) return tierName(value as TierId)
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return formatMoment(value)
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value)
  return namedFields.has(field) ? (valueNames()[value] ?? value) : value
}

const tierFields = new Set(['tier', 'from', 'to'])

/** Others hold ids, texts and numbers, which are nothing but themselves. */
const namedFields = new Set([
  'level',
  'validity',
  'kind',
  'from',
  'to',
  'type',
  'channel',
  'origin',
  'state',
  'memo',
  'point',
  'lane',
])
