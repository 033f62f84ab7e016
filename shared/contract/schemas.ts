import * as z from 'zod/mini'
import { isSeenText } from '../values/seenText'

/** A moment as text: ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 })
/** A Shanghai business day, YYYY-MM-DD. */
export const day = z.iso.date()
/** A month, YYYY-MM. */
export const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
/** `2026-12-01 10:00`, in Shanghai. */
export const shanghaiMinute = z
  .string()
  .check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/))
/** An id made by us. */
export const id = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/))
/** A key made by the client: 16 to 64 letters, digits, - or _. */
export const idempotencyKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/))
/** A number of points ≥ 0. */
export const pointsCount = z.int().check(z.nonnegative())
/** Short text typed by a person. */
export const shortText = z.string().check(z.trim(), z.minLength(1), z.maxLength(64))
/** Two people read the same: nothing in it is hidden or turned around. */
export const seen = z.refine<string>(isSeenText, 'characters that cannot be seen')
/** Why something is asked for or decided: read by the other person, and kept in the audit log. */
export const reasonText = z.string().check(z.trim(), z.minLength(4), z.maxLength(300), seen)
/** The column that a list is sorted by; `-` before it where it goes down. */
export const sortBy = <Column extends string>(...columns: readonly Column[]) => {
  const directions = columns.flatMap((column): (Column | `-${Column}`)[] => [column, `-${column}`])
  return z.optional(z.enum(directions))
}
export const nothing = z.object({})
