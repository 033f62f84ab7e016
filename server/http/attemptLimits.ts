import type { RefusalCode } from '../../shared/contract/refusals'
import type { Lane } from '../../shared/contract/riskRules'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** What a try is counted by. `session` is one login on one device; `network` is worked out from the address; `total` is all. */
export type CountedBy = 'phone' | 'card' | 'session' | 'cardholder' | 'operator' | 'address' | 'network' | 'total'

export interface Rule {
  by: CountedBy
  tries: number
  /** Over how many seconds, from the first try on. */
  seconds: number
  /**
   * Closes the key when it is full: so many seconds the first time, twice as long each further time, a day at most. A day
   * without another closing forgets the ones before.
   */
  closes?: number
  /** A lane that is listed counts apart, with so many tries; the others share one counter. */
  lanes?: Readonly<Record<Exclude<Lane, 'normal'>, number>>
  /**
   * Up to what count tries of strangers are let through, by the same counter as its owner's: the rest of it is kept for who
   * owns what it counts. `none` leaves them out altogether.
   */
  strangers?: number | 'none'
}

export interface Limit {
  /** Which tries stay counted, for the table in the documentation. */
  keeps: 'failures' | 'all'
  refusal: RefusalCode
  /** The widest first: what a wide rule stops makes no new counters in the narrow ones. */
  rules: readonly Rule[]
}

/** No closing lasts longer, and so long a key must be quiet to begin anew. */
export const longestClosing = day

/**
 * Every limit on tries at a door.
 *
 * Addresses get far more than people do, since a mobile carrier puts thousands of people behind one, and networks more than
 * addresses. The narrow rules overlap on purpose: whoever changes phone, card, device or account to escape one of them runs
 * into another, and whoever has all of them in plenty runs into the budget of the door. Risk lanes have budgets of their own,
 * so that an attack that is isolated in one uses up that one's and leaves the door open to everybody else.
 *
 * Only what belongs to one person is closed for longer and longer: where many share a key, all of them would pay for one. A
 * card is not among them at the check, where strangers could close it to its owner.
 */
export const attemptLimits = {
  /** WeChat's codes cannot be guessed; this keeps noise from our door and WeChat's. */
  logIn: {
    keeps: 'failures',
    refusal: 'too_many_requests',
    rules: [
      { by: 'total', tries: 6000, seconds: 10 * minute, lanes: { step_up: 600, quarantine: 300 } },
      { by: 'network', tries: 600, seconds: 10 * minute },
      { by: 'address', tries: 60, seconds: 10 * minute },
    ],
  },
  /** Every call that WeChat answers, since it charges for each. A person needs one, or two after a new number. */
  verifyPhone: {
    keeps: 'all',
    refusal: 'too_many_requests',
    rules: [
      { by: 'total', tries: 20_000, seconds: hour, lanes: { step_up: 2000, quarantine: 500 } },
      { by: 'network', tries: 1500, seconds: hour },
      { by: 'address', tries: 300, seconds: hour },
      { by: 'cardholder', tries: 10, seconds: day },
      { by: 'session', tries: 6, seconds: hour },
    ],
  },
  /** A copy of one's own data is a lot of reading. A long one comes in parts, and nobody needs it every day. */
  ownData: {
    keeps: 'all',
    refusal: 'too_many_requests',
    rules: [
      { by: 'address', tries: 600, seconds: hour },
      { by: 'cardholder', tries: 60, seconds: hour },
    ],
  },
  /** Every change leaves a message in the inbox, where it stays. Nobody sets a lock once a minute. */
  lockChange: {
    keeps: 'all',
    refusal: 'too_many_requests',
    rules: [
      { by: 'address', tries: 1200, seconds: hour },
      { by: 'cardholder', tries: 60, seconds: hour },
    ],
  },
  /**
   * Redemptions asked for by number that are not the caller's: numbers cannot be guessed, so who finds none again and again
   * is looking for one.
   */
  codeLookup: {
    keeps: 'failures',
    refusal: 'too_many_requests',
    rules: [
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 200, quarantine: 60 } },
      { by: 'network', tries: 1000, seconds: 10 * minute },
      { by: 'address', tries: 300, seconds: 10 * minute },
      { by: 'cardholder', tries: 90, seconds: hour, closes: 15 * minute },
      { by: 'session', tries: 60, seconds: hour, closes: 15 * minute },
    ],
  },
  /**
   * Redemptions, choices of a tier and checks of a card that were refused after their lane was decided: each leaves a decision,
   * which is kept for half a year. By address nobody is counted, since thousands behind one would not redeem because of a few.
   */
  laneRefusal: {
    keeps: 'failures',
    refusal: 'too_many_requests',
    rules: [
      { by: 'cardholder', tries: 90, seconds: hour },
      { by: 'session', tries: 30, seconds: hour },
    ],
  },
  /** Unknown tokens. They cannot be guessed; this keeps the noise of trying away from the desk. */
  operatorToken: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 1000, seconds: 10 * minute },
      { by: 'network', tries: 120, seconds: 10 * minute },
      { by: 'address', tries: 30, seconds: 10 * minute, closes: 10 * minute },
    ],
  },
  /** Failures at one login are counted in the database besides, and close it. */
  deskDoor: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 1000, seconds: 10 * minute },
      { by: 'network', tries: 120, seconds: 10 * minute },
      { by: 'address', tries: 60, seconds: 10 * minute, closes: 10 * minute },
    ],
  },
  /**
   * Whatever was found: support speaks with a few people in ten minutes, while who tries out which phones are known to us
   * needs thousands.
   */
  deskLookup: {
    keeps: 'all',
    refusal: 'too_many_requests',
    rules: [
      { by: 'total', tries: 3000, seconds: 10 * minute },
      { by: 'operator', tries: 600, seconds: day },
      { by: 'operator', tries: 60, seconds: 10 * minute, closes: 10 * minute },
    ],
  },
  /** Every whole phone number that is shown. */
  deskUnmask: {
    keeps: 'all',
    refusal: 'too_many_requests',
    rules: [
      { by: 'total', tries: 400, seconds: hour },
      { by: 'operator', tries: 100, seconds: day },
      { by: 'operator', tries: 20, seconds: hour },
    ],
  },
  /**
   * Checks of a card with the phone that WeChat knows of the caller, whatever the bank says of that phone: all that tells of
   * the caller is counted here, so that it tells nothing of the phone. A person mistypes a name or four digits a few times;
   * who tries out which cards belong to a phone needs thousands of tries.
   */
  ownPhoneCheck: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'network', tries: 300, seconds: hour },
      { by: 'address', tries: 100, seconds: hour },
      { by: 'cardholder', tries: 10, seconds: hour, closes: 15 * minute },
      { by: 'session', tries: 8, seconds: hour, closes: 15 * minute },
      { by: 'phone', tries: 10, seconds: hour, closes: 15 * minute, lanes: { step_up: 6, quarantine: 4 } },
    ],
  },
  /** How often the bank is asked whether it knows a phone. Nobody is refused for it: without an answer things go on as well. */
  phoneQuestion: {
    keeps: 'all',
    refusal: 'attempts_exceeded',
    rules: [{ by: 'total', tries: 3000, seconds: 10 * minute, lanes: { step_up: 1000, quarantine: 500 } }],
  },
  /**
   * Those of them whose phone is a cardholder's of the bank. Such a phone finds none but its owner's own cards, and those who
   * attack have none by the thousand, so that who travels need not share the small budgets of `cardCheck` with them.
   */
  knownPhoneCheck: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 3000, quarantine: 1500 } },
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 1000, quarantine: 500 } },
      { by: 'card', tries: 20, seconds: hour, lanes: { step_up: 10, quarantine: 5 } },
    ],
  },
  /** Those of whose phone the bank says nothing. */
  cardCheck: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 120, quarantine: 50 } },
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 60, quarantine: 30 } },
      { by: 'card', tries: 20, seconds: hour, lanes: { step_up: 10, quarantine: 5 } },
    ],
  },
  /**
   * Checks with a phone that the caller has not proved to have, whatever came of them: counting what failed alone would tell
   * what did not.
   */
  strangerCheck: {
    keeps: 'all',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 120, quarantine: 50 } },
      { by: 'total', tries: 1000, seconds: 10 * minute, lanes: { step_up: 60, quarantine: 30 } },
      { by: 'network', tries: 200, seconds: hour },
      { by: 'address', tries: 80, seconds: hour },
      { by: 'cardholder', tries: 3, seconds: day },
      { by: 'session', tries: 3, seconds: hour, closes: 15 * minute },
      { by: 'phone', tries: 6, seconds: hour, lanes: { step_up: 4, quarantine: 2 } },
      { by: 'card', tries: 6, seconds: hour, lanes: { step_up: 4, quarantine: 2 } },
    ],
  },
  /**
   * Every one-time message, whether it is to bind a card or to step up: it costs the bank money and disturbs whoever owns the
   * phone, who may be a stranger. Five in an hour are a bad reception; ten in a day are nobody's need. One session may not be
   * turned into a message cannon by changing phones. Strangers bring a phone to a part of its messages only, so that nobody can
   * use up those with which its owner steps up. By what tells of the caller they are counted in `strangerCheck`, sent or not:
   * here a message that was sent would show in the count that the caller meets with a phone of their own.
   */
  oneTimeMessage: {
    keeps: 'all',
    refusal: 'otp_too_many_messages',
    rules: [
      { by: 'total', tries: 100_000, seconds: day, lanes: { step_up: 10_000, quarantine: 1000 } },
      { by: 'total', tries: 3000, seconds: 10 * minute, lanes: { step_up: 600, quarantine: 60 } },
      { by: 'network', tries: 500, seconds: hour, strangers: 'none' },
      { by: 'address', tries: 200, seconds: hour, strangers: 'none' },
      { by: 'cardholder', tries: 15, seconds: day, strangers: 'none' },
      { by: 'session', tries: 8, seconds: hour, strangers: 'none' },
      { by: 'phone', tries: 10, seconds: day, strangers: 5 },
      { by: 'phone', tries: 5, seconds: hour, strangers: 3 },
      { by: 'card', tries: 8, seconds: hour },
    ],
  },
  /**
   * The bank ends a challenge after a few wrong passwords; this stops going on with ever new challenges: fifteen guesses an
   * hour at six digits would take years. Lanes have room here: that a message went to the caller's own phone shows that it is
   * a cardholder's, and all other tries are counted by `strangerOtpTry` too.
   */
  otpTry: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 3000, quarantine: 1500 } },
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 1000, quarantine: 500 } },
      { by: 'network', tries: 500, seconds: hour },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 15, seconds: hour, closes: 15 * minute },
      { by: 'session', tries: 12, seconds: hour, closes: 15 * minute },
      { by: 'phone', tries: 15, seconds: hour, closes: 15 * minute },
      { by: 'card', tries: 15, seconds: hour, closes: 15 * minute },
    ],
  },
  /** Passwords of messages to a phone that the caller has not proved to have: what an attack can use up is its own. */
  strangerOtpTry: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 400, quarantine: 150 } },
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 60, quarantine: 30 } },
    ],
  },
  /** As with `otpTry`. */
  stepUpTry: {
    keeps: 'failures',
    refusal: 'attempts_exceeded',
    rules: [
      { by: 'total', tries: 6000, seconds: day, lanes: { step_up: 2000, quarantine: 150 } },
      { by: 'total', tries: 2000, seconds: 10 * minute, lanes: { step_up: 300, quarantine: 30 } },
      { by: 'network', tries: 500, seconds: hour },
      { by: 'address', tries: 200, seconds: hour },
      { by: 'cardholder', tries: 15, seconds: hour, closes: 15 * minute },
      { by: 'session', tries: 12, seconds: hour, closes: 15 * minute },
      { by: 'card', tries: 15, seconds: hour, closes: 15 * minute },
    ],
  },
} as const satisfies Record<string, Limit>

export type Counted = keyof typeof attemptLimits

export type RulesBy<What extends Counted> = (typeof attemptLimits)[What]['rules'][number]['by']
