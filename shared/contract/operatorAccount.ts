import * as z from 'zod/mini'
import { operatorRole, operatorRoles } from './roles'
import { seen } from './schemas'

/** What an operator signs in with: 3 to 32 small letters, digits, dots or dashes. */
export const operatorLogin = z.string().check(z.regex(/^[a-z][a-z0-9.-]{2,31}$/))

export const operatorName = z.string().check(z.trim(), z.minLength(1), z.maxLength(64), seen)

export const roleList = z.array(operatorRole).check(z.minLength(1), z.maxLength(operatorRoles.length))
