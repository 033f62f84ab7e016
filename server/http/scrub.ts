import { isCardNumber } from '../ports/cardNumber'

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
/** Digits with the spaces and hyphens that people put between them, wherever they stand but behind a decimal point. */
const digitRun = /(?<!\d\.?)\+?\d(?:[ -]?\d){10,80}(?!\d)/g

/** What is longest is found first; what stands before and after it in the same run is looked at again. */
function withoutNumbers(run: string): string {
  const parts = run.split(/([ -])/)
  for (let size = parts.length; size > 0; size -= 2) {
    for (let from = 0; from + size <= parts.length; from += 2) {
      const mask = maskOf(parts.slice(from, from + size).join(''))
      if (mask === undefined || parts[from] === '' || parts[from + size - 1] === '') continue
      const before = withoutNumbers(parts.slice(0, from).join(''))
      return before + mask + withoutNumbers(parts.slice(from + size).join(''))
    }
  }
  return run
}

function maskOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, '')
  const phone = /^(?:86)?(1[3-9]\d)\d{4}(\d{4})$/.exec(digits)
  if (phone) return `${phone[1]}****${phone[2]}`
  if (isCardNumber(digits)) return `[card ${digits.slice(-4)}]`
  return digits.length === 18 ? '[identity number]' : undefined
}
