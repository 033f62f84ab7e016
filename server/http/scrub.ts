/**
 * Takes secrets out of text that leaves the process as a log line: card numbers, phone numbers, identity numbers and
 * tokens, also in the middle of free text. It works on the finished line, so that nothing can slip past it.
 */
export function scrub(line: string): string {
  return line
    .replace(sessionToken, '[token]')
    .replace(bearer, '$1[token]')
    .replace(namedSecret, '$1[secret]')
    .replace(digitRun, (run) => withoutNumbers(run))
}

/** Our session tokens: a cardholder's id, a dot and 43 characters. */
const sessionToken = /\b[0-9A-HJKMNP-TV-Z]{26}\.[\w-]{43}(?![\w-])/g
const bearer = /(Bearer\s+)[^\s"\\]+/gi
const namedSecret =
  /((?:"|\b)(?:authorization|session_key|access_token|secret|appsecret|js_code|otp|password|openid|code)\\?"?\s*[:=]\s*\\?"?)[^\s"\\,&}]+/gi
/** Digits with the spaces and hyphens that people put between them. */
const digitRun = /(?<![\w.])\+?\d(?:[ -]?\d){10,21}(?![\w])/g

function withoutNumbers(run: string): string {
  const digits = run.replace(/\D/g, '')
  const phone = /^(?:86)?(1[3-9]\d)\d{4}(\d{4})$/.exec(digits)
  if (phone) return `${phone[1]}****${phone[2]}`
  if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) return `[card ${digits.slice(-4)}]`
  return digits.length === 18 ? '[identity number]' : run
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const weighted = place % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
