import { setTimeout as sleep } from 'node:timers/promises'

const attempts = 12

/** Deadlock, lock time-out, record changed since last read, node not ready, and error during commit. */
const transientNumbers = new Set([1213, 1205, 1020, 1047, 1180])
const transientCodes = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
])

/** Runs a whole transaction again after an error that says that nothing was wrong with it, with jitter and a limit. */
export async function retrying<T>(transaction: () => Promise<T>, chance: () => number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attempts || !isTransient(error)) throw error
      await sleep(Math.round(chance() * Math.min(1000, 10 * 2 ** attempt)))
    }
  }
}

export function isTransient(error: unknown): boolean {
  const { errno, code, driverError } = (error ?? {}) as { errno?: number; code?: string; driverError?: unknown }
  if (errno !== undefined && transientNumbers.has(errno)) return true
  if (code !== undefined && transientCodes.has(code)) return true
  return driverError !== undefined && driverError !== error && isTransient(driverError)
}

/** No connection, none left, or a server that is going down: nothing is wrong with what was asked. */
const outageNumbers = new Set([1040, 1053, 1077, 1203, 1927, 2006, 2013])
const outageCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
])

/** The database could not be reached, however often it was tried. */
export function isOutage(error: unknown): boolean {
  const { errno, code, driverError } = (error ?? {}) as { errno?: number; code?: string; driverError?: unknown }
  if (errno !== undefined && outageNumbers.has(errno)) return true
  if (code !== undefined && outageCodes.has(code)) return true
  return driverError !== undefined && driverError !== error && isOutage(driverError)
}

/** A row with this key exists already (MySQL 1062, SQLite's constraint codes). */
export function isDuplicateKey(error: unknown): boolean {
  const { errno, code, driverError } = (error ?? {}) as { errno?: number; code?: string; driverError?: unknown }
  if (errno === 1062 || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE') return true
  return driverError !== undefined && driverError !== error && isDuplicateKey(driverError)
}
