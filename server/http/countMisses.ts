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
  const counting = names.map((name) => [name, countingMisses(attempts, handlers[name] as unknown as Ask)])
  return { ...handlers, ...Object.fromEntries(counting) }
}

function countingMisses(attempts: Attempts, ask: Ask) {
  return async (request: Asking) => {
    const { sessionId: session, cardholderId: cardholder } = request.session
    const tried = { session, cardholder, address: request.address }
    await attempts.refuseSpent('codeLookup', tried)
    try {
      return await ask(request as never)
    } catch (error) {
      // Counted afterwards: nobody guesses a number by asking for many at one moment.
      if (error instanceof Refused && error.code === 'not_found') await attempts.count('codeLookup', tried)
      throw error
    }
  }
}
