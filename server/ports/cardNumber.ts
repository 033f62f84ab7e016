/**
 * True when the text holds what may be a full card number: 13 to 19 digits with a valid check digit, whether written
 * in one piece or in groups with single blanks or hyphens. No such text may enter the system.
 */
export function hasCardNumber(text: string): boolean {
  if (text.length < 13) return false
  for (const [run] of text.matchAll(/\d(?:[ -]?\d){12,}/g)) {
    if (someGroupsMakeCardNumber(run.split(/[ -]/))) return true
  }
  return false
}

/** Neighbouring groups are tried together, so that a short number in front hides nothing. */
function someGroupsMakeCardNumber(groups: string[]): boolean {
  for (let first = 0; first < groups.length; first++) {
    let digits = ''
    for (let last = first; last < groups.length && digits.length < 19; last++) {
      digits += groups[last]
      if (isCardNumber(digits)) return true
    }
  }
  return false
}

/** 13 to 19 digits whose last one is Luhn's check digit (ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  return /^\d{13,19}$/.test(digits) && isLuhnValid(digits)
}

function isLuhnValid(digits: string): boolean {
  let sum = 0
  for (let place = 1; place <= digits.length; place++) {
    const digit = Number(digits.at(-place))
    const counted = place % 2 === 0 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}
