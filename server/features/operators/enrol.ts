import { Refused } from '../../http/refused'
import { isSameText } from '../../ports/sameText'
import { type Account, accountByLogin, endEnrolment, storeChosen, useStep } from './accounts.store'
import { auditDoor, auditRefusal } from './auditDoor'
import { knownPasswords } from './knownPasswords'
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
  arrival: Arrival,
): Promise<{ otpauthUrl: string; secret: string }> {
  const { account, takeBack } = await enrollingAccount(deps, enrolling, arrival)
  await takeBack()
  if (isWeak(password, account, await knownPasswords())) throw new Refused('password_weak')
  const { secret, otpauthUrl } = newOneTimeSecret(account.login)
  const chosen = { passwordHash: await hashPassword(password), totpCipher: deps.vault.seal(secret) }
  await deps.database.inTransaction(async (tx) => {
    if (!(await storeChosen(tx, account, chosen))) throw new Refused('enrolment_invalid')
    await auditDoor(tx, deps, { operator: account, action: 'operator.password_chosen', ...arrival })
  })
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
  const { account, takeBack } = await enrollingAccount(deps, enrolling, arrival)
  const step = stepIn(deps, account, oneTimeCode)
  if (step === null) {
    await refusedTo(deps, { account, login: enrolling.login, arrival })
    throw new Refused('one_time_code_wrong')
  }
  const signedIn = await deps.database.inTransaction(async (tx) => {
    if (!(await useStep(tx, account, step)) || !(await endEnrolment(tx, account)))
      throw new Refused('enrolment_invalid')
    await auditDoor(tx, deps, { operator: account, action: 'operator.enrolled', ...arrival })
    return startSession(tx, deps, { operator: account, arrival })
  })
  await takeBack()
  return signedIn
}

/** The account whose setting up this code opens. Tries are counted by address: a code has too many bits to be guessed. */
async function enrollingAccount(
  deps: DoorDeps,
  { login, enrolmentCode }: Enrolling,
  arrival: Arrival,
): Promise<{ account: Account; takeBack: () => Promise<void> }> {
  const { database, vault, surroundings, attempts } = deps
  const takeBack = await attempts.count('deskDoor', { address: arrival.address })
  const account = await accountByLogin(database.reader, login)
  const given = vault.fingerprint('desk', enrolmentCode)
  const expected = account?.enrolmentFingerprint ?? vault.fingerprint('desk', '')
  const isOpen = account?.enrolmentUntil != null && account.enrolmentUntil > surroundings.now()
  if (!account || !isOpen || !isSameText(given, expected)) {
    await refusedTo(deps, { account, login, arrival })
    throw new Refused('enrolment_invalid')
  }
  return { account, takeBack }
}

function refusedTo(
  deps: DoorDeps,
  { account, login, arrival }: { account: Account | null; login: string; arrival: Arrival },
): Promise<void> {
  const trace = deps.vault.fingerprint('login', login)
  return auditRefusal(deps, { door: 'enrolment', account, trace, closedUntil: null, ...arrival })
}
