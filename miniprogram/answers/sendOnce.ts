import type { RefusalCode } from '../../shared/contract/refusals'
import { Refusal, Unanswered } from '../wechat/refusal'
import type { Storage } from '../wechat/storage'

/** How something ended that is done at most once. */
export type Outcome<Reply> =
  | { kind: 'done'; reply: Reply }
  | { kind: 'refused'; refusal: Refusal }
  /** No answer, and nothing is known of it yet: it may still arrive. */
  | { kind: 'unsettled' }

/** What was agreed to, and the key under which it was or will be sent. */
export type Attempt<Wish> = Wish & {
  key: string
  /** When it was last sent. */
  sentAt: string
}

export interface SendTools {
  storage: Storage
  newKey: () => string
  now: () => Date
  wait: (ms: number) => Promise<void>
}

/** How one kind of wish is stored, sent and asked for. */
export interface Road<Wish, Reply> {
  tools: SendTools
  /** Two wishes with the same name are one and the same, and are done once. */
  nameOf: (wish: Wish) => string
  send: (attempt: Attempt<Wish>) => Promise<Reply>
  /** What became of the attempt; undefined while the server does not know of it. */
  ask: (attempt: Attempt<Wish>) => Promise<Reply | undefined>
}

/** Refusals that the same key may overcome: nothing was decided about the attempt. */
const undecided = new Set<RefusalCode>([
  'busy_try_later',
  'too_many_requests',
  'request_in_progress',
  'outside_unsure',
  // The same is sent again under the same key, with what proves who sends it.
  'step_up_required',
])
/** Requests end after 15 s; one that the server does not know after so long will not arrive any more. */
const lostAfterMs = 10 * 60_000
const pausesBeforeAskingMs = [800, 2_000, 4_000]

/**
 * Does what somebody wishes once. The key is stored before anything is sent, and stays until the server has said yes or
 * no: whatever happens in between, the next try asks for the state and then sends the same thing again under the same
 * key, which the server takes as one.
 */
export async function sendOnce<Wish, Reply>(road: Road<Wish, Reply>, wish: Wish): Promise<Outcome<Reply>> {
  const { storage, newKey, now } = road.tools
  const open = openAttempt(road, wish)
  if (open) {
    const settled = await settle(road, open, [0])
    if (settled.kind !== 'unsettled') return settled
  }
  const going = openAttempt(road, wish) ?? { ...wish, key: newKey() }
  const attempt = { ...going, sentAt: now().toISOString() }
  storage.write(road.nameOf(attempt), attempt)
  return send(road, attempt)
}

async function send<Wish, Reply>(road: Road<Wish, Reply>, attempt: Attempt<Wish>): Promise<Outcome<Reply>> {
  try {
    return done(road, attempt, await road.send(attempt))
  } catch (error) {
    if (error instanceof Unanswered) return settle(road, attempt)
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'request_in_progress') return settle(road, attempt)
    if (!undecided.has(error.code)) road.tools.storage.forget(road.nameOf(attempt))
    return { kind: 'refused', refusal: error }
  }
}

/** Asks what became of an attempt, never sending it again. */
export async function settle<Wish, Reply>(
  road: Road<Wish, Reply>,
  attempt: Attempt<Wish>,
  pauses: number[] = pausesBeforeAskingMs,
): Promise<Outcome<Reply>> {
  const { storage, now, wait } = road.tools
  for (const pause of pauses) {
    await wait(pause)
    try {
      const reply = await road.ask(attempt)
      if (reply !== undefined) return done(road, attempt, reply)
      // Not known means not yet, while the request may still be on its way.
      const age = now().getTime() - Date.parse(attempt.sentAt)
      if (age > lostAfterMs) storage.forget(road.nameOf(attempt))
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof Unanswered)) throw error
    }
  }
  return { kind: 'unsettled' }
}

function done<Wish, Reply>({ tools, nameOf }: Road<Wish, Reply>, attempt: Attempt<Wish>, reply: Reply): Outcome<Reply> {
  tools.storage.forget(nameOf(attempt))
  return { kind: 'done', reply }
}

/** Asks what became of a wish that got no answer. */
export async function askAgain<Wish, Reply>(road: Road<Wish, Reply>, wish: Wish): Promise<Outcome<Reply>> {
  const open = openAttempt(road, wish)
  return open ? settle(road, open) : { kind: 'unsettled' }
}

/** Lets go of an attempt of which the server has said that nothing was done: the next one is another. */
export function giveUp<Wish, Reply>({ tools, nameOf }: Road<Wish, Reply>, wish: Wish): void {
  tools.storage.forget(nameOf(wish))
}

export function openAttempt<Wish, Reply>({ tools, nameOf }: Road<Wish, Reply>, wish: Wish): Attempt<Wish> | undefined {
  return tools.storage.read<Attempt<Wish>>(nameOf(wish))
}
