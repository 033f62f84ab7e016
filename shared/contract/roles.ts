import * as z from 'zod/mini'

/**
 * What an operator may do.
 * - `maker` asks for changes that move value, `checker` decides on those of others
 * - `support` looks things up for a cardholder, `risk` decides on lanes, `auditor` reads the audit log
 * - `admin` makes and disables operators; it moves nothing by itself
 */
export const operatorRole = z.enum(['maker', 'checker', 'support', 'risk', 'auditor', 'admin'])
export type OperatorRole = z.output<typeof operatorRole>

export const operatorRoles: readonly OperatorRole[] = operatorRole.options

/** All roles move value or decide on it, but for the one that only reads: these are given by two persons. */
export function needsSecondPerson(roles: readonly OperatorRole[]): boolean {
  return roles.some((role) => role !== 'auditor')
}
