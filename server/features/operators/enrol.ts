import { timingSafeEqual } from 'node:crypto'
import { Refused } from '../../http/refused'
import { type Account, accountByLogin, endEnrolment, storeChosen, useStep } from './accounts.store'
import { insertAudit } from './audit.store'
import { newOneTimeSecret } from './oneTimeCode'
import { hashPassword } from './password'
import { isWeak } from './password.rules'
import { type Arrival, type DoorDeps, type SignedIn, startSession, stepIn } from './signIn'

interface Enrolling {
  login: string
  enrolmentCode: string
}

/**
 * Takes the password that an operator chooses and gives the secret of the one-time codes. Nothing opens by them before a
 * first code is confirmed; until then it can be done again.
 * @throws Refused enrolment_invalid, password_weak, attempts_exceeded
 */
export async function enrol(
  deps: DoorDeps,
  { password, ...enrolling }: Enrolling & { password: string },
  { address }: Arrival,
): Promise<{ otpauthUrl: string; secret: string }> {
  const { account, takeBack } = await enrollingAccount(deps, enrolling, address)
  await takeBack()
  if (isWeak(password, account)) throw new Refused('password_weak')
  const { secret, otpauthUrl } = newOneTimeSecret(account.login)
  const chosen = { passwordHash: await hashPassword(password), totpCipher: deps.vault.seal(secret) }
  const isStored = await deps.database.inTransaction((tx) => storeChosen(tx, account, chosen))
  if (!isStored) throw new Refused('enrolment_invalid')
  return { secret, otpauthUrl }
}

/**
 * Ends the setting up, and signs in.
 * @throws Refused enrolment_invalid, one_time_code_wrong, attempts_exceeded
 */
export async function confirmEnrolment(
  deps: DoorDeps,
  { oneTimeCode, ...enrolling }: Enrolling & { oneTimeCode: string },
  arrival: Arrival,
): Promise<SignedIn> {
  const { account, takeBack } = await enrollingAccount(deps, enrolling, arrival.address)
  const step = stepIn(deps, account, oneTimeCode)
  if (step === null) throw new Refused('one_time_code_wrong')
  const signedIn = await deps.database.inTransaction(async (tx) => {
    if (!(await useStep(tx, account, step)) || !(await endEnrolment(tx, account)))
      throw new Refused('enrolment_invalid')
    const { id, programmeId } = account
    const at = deps.surroundings.now()
    const what = {
      id: deps.surroundings.newId(),
      at,
      operatorId: id,
      programmeId,
      action: 'operator.enrolled',
    } as const
    const { requestId, address } = arrival
    await insertAudit(tx, { ...what, subject: id, reason: null, changes: [], requestId, address })
    return startSession(tx, deps, { operator: account, arrival })
  })
  await takeBack()
  return signedIn
}

/** The account whose setting up this code opens. Tries are counted by address: a code has too many bits to be guessed. */
async function enrollingAccount(
  { database, vault, surroundings, attempts }: DoorDeps,
  { login, enrolmentCode }: Enrolling,
  address: string,
): Promise<{ account: Account; takeBack: () => Promise<void> }> {
  const takeBack = await attempts.count('deskDoor', { address })
  const account = await accountByLogin(database.reader, login)
  const given = Buffer.from(vault.fingerprint('desk', enrolmentCode))
  const expected = Buffer.from(account?.enrolmentFingerprint ?? vault.fingerprint('desk', ''))
  const isOpen = account?.enrolmentUntil != null && account.enrolmentUntil > surroundings.now()
  if (!account || !isOpen || !timingSafeEqual(given, expected)) throw new Refused('enrolment_invalid')
  return { account, takeBack }
}
