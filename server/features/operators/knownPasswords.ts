import type { KnownPasswords } from './password.rules'

let known: Promise<KnownPasswords> | undefined

/**
 * The passwords that were chosen most often wherever passwords were stolen, some fifty thousand: read when somebody first
 * chooses one, from a package of this installation, so that no password and no part of one is sent anywhere.
 */
export function knownPasswords(): Promise<KnownPasswords> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary.passwords))
  return known
}
