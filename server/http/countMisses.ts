import type { RefusalCode } from '../../shared/contract/refusals'
import type { Attempts } from './attempts'
import { Refused } from './refused'

/** What the doors need to know of a request. */
interface Asking {
  session: { sessionId: string; cardholderId: string }
  address: string
}

type Ask = (request: never) => Promise<unknown>

/**
 * The same handlers, of which those named count each request that finds nothing: who asks for one number after another that is
 * not theirs is looking for somebody else's. What is found costs nothing.
 */
export function countMisses<Handlers extends object, Name extends keyof Handlers>(
  attempts: Attempts,
  handlers: Handlers,
  names: readonly Name[],
): Handlers {
  return counting(handlers, names, { attempts, door: 'codeLookup', codes: missed })
}

/**
 * The same handlers, of which those named count each request that is refused once its lane is decided: such a decision is kept
 * for half a year, and a login could write millions of them in a day.
 */
export function countLaneRefusals<Handlers extends object, Name extends keyof Handlers>(
  attempts: Attempts,
  handlers: Handlers,
  names: readonly Name[],
): Handlers {
  return counting(handlers, names, { attempts, door: 'laneRefusal', codes: refusedOnLane })
}

const missed: ReadonlySet<RefusalCode> = new Set(['not_found'])
const refusedOnLane: ReadonlySet<RefusalCode> = new Set([
  'step_up_required',
  'too_many_held',
  'choice_restricted',
  'binding_restricted',
  'attempts_exceeded',
  'otp_too_many_messages',
])

interface Door {
  attempts: Attempts
  door: 'codeLookup' | 'laneRefusal'
  /** What is counted of its refusals. */
  codes: ReadonlySet<RefusalCode>
}

function counting<Handlers extends object>(handlers: Handlers, names: readonly (keyof Handlers)[], door: Door) {
  const counted = names.map((name) => [name, countingAt(door, handlers[name] as unknown as Ask)])
  return { ...handlers, ...Object.fromEntries(counted) } as Handlers
}

function countingAt({ attempts, door, codes }: Door, ask: Ask) {
  return async (request: Asking) => {
    const { sessionId: session, cardholderId: cardholder } = request.session
    const tried = { session, cardholder, address: request.address }
    await attempts.refuseSpent(door, tried)
    try {
      return await ask(request as never)
    } catch (error) {
      // Counted afterwards: nobody guesses a number by asking for many at one moment.
      if (error instanceof Refused && codes.has(error.code)) await attempts.count(door, tried)
      throw error
    }
  }
}
