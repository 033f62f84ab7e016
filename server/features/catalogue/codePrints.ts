import type { Vault } from '../../ports/vault'

/** How a code is found: by what it is stored under, and by what it may have been stored under before keys were changed. */
export interface CodePrint {
  current: string
  all: readonly string[]
}

export function codePrints(vault: Vault, codes: readonly { code: string }[]): CodePrint[] {
  return codes.map(({ code }) => {
    const all = vault.fingerprints('code', code)
    return { current: all[0] ?? '', all }
  })
}

/** What each fingerprint, old or new, is called now. */
export function currentNames(prints: readonly CodePrint[]): Map<string, string> {
  return new Map(prints.flatMap(({ current, all }) => all.map((one) => [one, current] as const)))
}
