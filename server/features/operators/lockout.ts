import type { Database, Tx } from '../../db/database'
import { moment } from '../../db/statements'
import { networkKey } from '../../http/networks'
import { Refused } from '../../http/refused'
import type { Surroundings } from '../../ports/surroundings'
import type { Vault } from '../../ports/vault'
import { signedInFrom } from './deskSessions.store'
import { deleteFailures, lockFailures, storeFailures } from './failures.store'
import { forgottenAfterMs, freeFailures, knownNetworkMs, lockedForMs } from './lockout.rules'

export interface CountedTry {
  /** Stands for the login where it is written down: what somebody typed there may be their password. */
  trace: string
  /** Until when the login is closed when this try fails; null where it stays open. */
  closedUntil: Date | null
  takeBack: () => Promise<void>
}

interface Deps {
  database: Database
  vault: Vault
  surroundings: Surroundings
}

/**
 * Counts a try at a login before it is made, so that tries at the same moment cannot slip through together; what turns out
 * right takes the count back. Logins that nobody has are counted alike: the door does not say who works here.
 *
 * It is counted with the network that it comes from, and with all networks. Who gets in ends the row of failures of their own
 * network; whoever fails elsewhere gains nothing by it. And whoever fails from everywhere shuts nobody out of networks from which
 * the login got in lately: there, the network's own failures alone count.
 * @throws Refused sign_in_locked with Retry-After
 */
export function countTry(
  { database, vault, surroundings }: Deps,
  { login, address }: { login: string; address: string },
): Promise<CountedTry> {
  const trace = vault.fingerprint('login', login)
  const near = vault.fingerprint('login', `${login}\n${networkKey(address)}`)
  return database.inTransaction(async (tx) => {
    const now = surroundings.now()
    // Everybody's first, always: two tries never wait for each other in a circle.
    const everywhere = await rowOf(tx, { trace, free: freeFailures.fromEverywhere, now })
    const here = await rowOf(tx, { trace: near, free: freeFailures.fromNetwork, now })
    refuseWhileClosed(here.closedUntil, now)
    // Asked of every login that is closed, whether or not anybody has it.
    const isExempt = isClosed(everywhere, now) && (await isKnownNetwork(tx, { login, address, now }))
    if (!isExempt) refuseWhileClosed(everywhere.closedUntil, now)
    // What is exempt leaves the closing as it is: getting in there must not open the login to everybody.
    const closings = [isExempt ? null : await countOne(tx, everywhere, now), await countOne(tx, here, now)]
    const closedUntil = closings.reduce((one, other) => (!one || (other && other > one) ? other : one))
    const takeBack = () =>
      database.inTransaction(async (again) => {
        if (!isExempt) await takeOneBack(again, { trace, counted: everywhere.failures + 1, now })
        await deleteFailures(again, near)
      })
    return { trace, closedUntil, takeBack }
  })
}

interface Row {
  trace: string
  free: number
  failures: number
  closedUntil: Date | null
}

async function rowOf(tx: Tx, { trace, free, now }: { trace: string; free: number; now: Date }): Promise<Row> {
  const { failures, last_at, locked_until } = await lockFailures(tx, trace, now)
  const isOld = now.getTime() - moment(last_at).getTime() > forgottenAfterMs
  const closedUntil = locked_until === null ? null : moment(locked_until)
  return { trace, free, failures: isOld ? 0 : failures, closedUntil }
}

async function isKnownNetwork(tx: Tx, { login, address, now }: { login: string; address: string; now: Date }) {
  const since = new Date(now.getTime() - knownNetworkMs)
  const known = await signedInFrom(tx, { login, since })
  return known.some((each) => networkKey(each) === networkKey(address))
}

const isClosed = ({ closedUntil }: Row, now: Date) => closedUntil !== null && closedUntil > now

function refuseWhileClosed(closedUntil: Date | null, now: Date): void {
  if (!closedUntil || closedUntil <= now) return
  const retryAfterSeconds = Math.ceil((closedUntil.getTime() - now.getTime()) / 1_000)
  throw new Refused('sign_in_locked', { retryAfterSeconds })
}

/** Answers until when this failure closes the login. */
async function countOne(tx: Tx, { trace, free, failures }: Row, now: Date): Promise<Date | null> {
  const closedMs = lockedForMs(failures + 1, free)
  const lockedUntil = closedMs ? new Date(now.getTime() + closedMs) : null
  await storeFailures(tx, trace, { failures: failures + 1, now, lockedUntil })
  return lockedUntil
}

/** The one that was right, and no other; what others closed meanwhile stays closed. */
async function takeOneBack(
  tx: Tx,
  { trace, counted, now }: { trace: string; counted: number; now: Date },
): Promise<void> {
  const { failures, last_at, locked_until } = await lockFailures(tx, trace, now)
  const lockedUntil = failures === counted || locked_until === null ? null : moment(locked_until)
  await storeFailures(tx, trace, { failures: Math.max(0, failures - 1), now: moment(last_at), lockedUntil })
}
