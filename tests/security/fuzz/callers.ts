import fc from 'fast-check'
import type { Access, Endpoint } from '../../../shared/contract/endpoint'
import { operatorRoles } from '../../../shared/contract/roles'

const callerNames = [
  'nobody',
  'visitor',
  'phone',
  'mine',
  'elsewhere',
  'bank',
  'supplier of json',
  'supplier of forms',
  ...operatorRoles,
  'everywhere',
  'browser of a maker',
  'operator elsewhere',
] as const
export type CallerName = (typeof callerNames)[number]

const insiders: Record<Access, readonly CallerName[]> = {
  public: ['nobody', 'visitor', 'mine'],
  visitor: ['visitor', 'phone', 'mine', 'elsewhere'],
  phone: ['phone', 'mine', 'mine', 'elsewhere'],
  cardholder: ['mine', 'mine', 'elsewhere'],
  bank: ['bank'],
  supplier: ['supplier of json', 'supplier of forms'],
  monitor: ['nobody'],
  desk: ['nobody'],
  operator: [],
}

/** Mostly somebody who is let in, and now and then anybody. */
export function callersOf({ access, roles = [] }: Endpoint): fc.Arbitrary<CallerName> {
  const inside: readonly CallerName[] =
    access === 'operator' ? [...roles, 'everywhere', 'browser of a maker', 'operator elsewhere'] : insiders[access]
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...inside) },
    { weight: 1, arbitrary: fc.constantFrom(...callerNames) },
  )
}
