/** Shorter ones are guessed, whatever they are made of. */
const shortest = 12
const fewestDifferent = 6
const longestRun = 4

/** Whether a password would be among the first that somebody tries: short, repeated, a run of keys, or made of the login. */
export function isWeak(password: string, { login, name }: { login: string; name: string }): boolean {
  const plain = password.toLowerCase()
  if ([...password].length < shortest || new Set(plain).size < fewestDifferent) return true
  if ([login, name.toLowerCase(), 'kaquan', 'password'].some((word) => word.length >= 3 && plain.includes(word)))
    return true
  return longestSequence(plain) > longestRun
}

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
