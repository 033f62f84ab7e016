import { hash, verify } from '@node-rs/argon2'

/** Argon2id; 19 MiB, two passes, one lane: the least that OWASP's password storage cheat sheet asks for. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

let nobodys: Promise<string> | undefined

/** Takes as long for somebody who has no password as for everybody else, so that time does not tell who exists. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody signs in with this')
  const isRight = await verify(passwordHash ?? (await nobodys), password.normalize('NFKC'))
  return isRight && passwordHash !== null
}
