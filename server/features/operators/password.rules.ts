/** Shorter ones are guessed, whatever they are made of. */
const shortest = 12
const fewestDifferent = 6
const longestRun = 4

/** What somebody tries before anything else: passwords that many have chosen, in lower case. */
export type KnownPasswords = ReadonlySet<string>

/** A known password adds as much to a longer one as so many characters would, since it is one of some fifty thousand. */
const worthOfKnown = 3
/** Shorter ones stand in any text by chance. */
const shortestKnown = 5
const longestKnown = 24

/**
 * Whether a password would be among the first that somebody tries: short, repeated, a run of keys, made of the login, or of
 * passwords that are known, with digits and signs about them.
 */
export function isWeak(
  password: string,
  { login, name }: { login: string; name: string },
  known: KnownPasswords,
): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...password].length < shortest || new Set(plain).size < fewestDifferent) return true
  if ([login, name.toLowerCase(), 'kaquan', 'password'].some((word) => word.length >= 3 && plain.includes(word)))
    return true
  return longestSequence(plain) > longestRun || worthOf([...plain], known) < shortest
}

/** Its length, where each known password in it counts as few characters; of all ways to read it, the one that is guessed first. */
function worthOf(characters: readonly string[], known: KnownPasswords): number {
  const letters = characters.map((character) => lettersMeant.get(character) ?? character)
  const worths = [0]
  for (let end = 1; end <= characters.length; end++) {
    let least = (worths[end - 1] ?? 0) + 1
    for (let from = Math.max(0, end - longestKnown); from <= end - shortestKnown; from++) {
      const isKnown = [characters, letters].some((text) => known.has(text.slice(from, end).join('')))
      if (isKnown) least = Math.min(least, (worths[from] ?? 0) + worthOfKnown)
    }
    worths.push(least)
  }
  return worths[characters.length] ?? 0
}

/** Who guesses knows these disguises too. */
const lettersMeant = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }),
)

/** The length of the longest run as `abcde`, `98765` or `aaaaa`. */
function longestSequence(text: string): number {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  let longest = 1
  for (const step of [-1, 0, 1]) {
    let length = 1
    for (let at = 1; at < codes.length; at++) {
      length = (codes[at] ?? 0) - (codes[at - 1] ?? 0) === step ? length + 1 : 1
      longest = Math.max(longest, length)
    }
  }
  return longest
}
