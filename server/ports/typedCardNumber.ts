import { isIdOrOrderNo } from '../../shared/values/ids'
import { hasCardNumber, isCardNumber } from './cardNumber'

/**
 * True when a text that a person typed may hold a full card number: also in full-width, Arabic-Indic or Chinese digits,
 * with blanks, dashes, dots or invisible characters between them, and in the middle of a sentence. Days, moments and phone
 * numbers are not taken for parts of one, and neither are the digits inside an id, a key or a token that a machine made.
 */
export function isCardNumberTyped(text: string): boolean {
  if (!mayHoldDigits(text) || isMadeByMachine(text)) return false
  const plain = withoutOrdinaryNumbers(inPlainDigits(text))
  return hasCardNumber(plain.replace(/(?<=\d)[ -](?=\d)/g, '|')) || hasSpreadNumber(plain)
}

/** As many digits of any kind as the shortest card number has. */
function mayHoldDigits(text: string): boolean {
  if (text.length < 13) return false
  let digits = 0
  for (const char of text) {
    const code = char.charCodeAt(0)
    if (code > 127 ? otherDigit.test(char) : code >= 48 && code <= 57) digits++
    if (digits >= 13) return true
  }
  return false
}

const chineseDigits = '零一二三四五六七八九'
/** As they are written on cheques. */
const formalDigits = '〇壹贰叁肆伍陆柒捌玖'
const otherDigit = /[\p{Nd}〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]/u

/** Every decimal digit of Unicode as 0 to 9, and nothing that cannot be seen. */
function inPlainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[零一二三四五六七八九]/g, (char) => String(chineseDigits.indexOf(char)))
    .replace(/[〇壹贰叁肆伍陆柒捌玖]/g, (char) => String(formalDigits.indexOf(char)))
    .replace(/\p{Nd}/gu, (char) => String(digitOf(char)))
}

/** Unicode puts ten digits in a row, from 0 on: at …0 or at …6 of a block. */
function digitOf(char: string): number {
  const code = char.codePointAt(0) ?? 0
  const isFromNought = /\p{Nd}/u.test(String.fromCodePoint(code & ~15))
  return (code & 15) - (isFromNought ? 0 : 6)
}

const dayOrMoment =
  /(?<!\d)[12]\d{3}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)/g
const phone = /(?<!\d[ -]?)(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|([ -])\d{4}\1\d{4})(?![ -]?\d)/g
const phoneInList = /(?<!\d)1[3-9]\d{9}(?!\d)/g

function withoutOrdinaryNumbers(text: string): string {
  return text.replace(dayOrMoment, '|').replace(phone, '|').replace(phoneInList, '|')
}

/** What people put between the groups of a number, up to six of them together. */
const spreadRun = /\d+(?:[\s\p{P}\p{S}]{1,6}\d+)+/gu
/** Groups as they stand on a card, whatever is between them: words, too. */
const embossed = /(?<!\d)\d{4}(?:\D{1,6}\d{4}){2,3}(?:\D{1,6}\d{1,3})?(?!\d)/gu

function hasSpreadNumber(text: string): boolean {
  for (const [run] of text.matchAll(spreadRun)) {
    const groups = run.split(/\D+/)
    for (let first = 0; first < groups.length; first++) {
      for (let last = first + 1; last < groups.length; last++) {
        const some = groups.slice(first, last + 1)
        if (isWrittenLikeOne(some) && isCardNumber(some.join(''))) return true
      }
    }
  }
  return [...text.matchAll(embossed)].some(([run]) => isCardNumber(run.replace(/\D/g, '')))
}

/** Groups of one length, the last of which may be shorter, or none below three digits: amounts in a row are neither. */
function isWrittenLikeOne(groups: readonly string[]): boolean {
  const [{ length } = ''] = groups
  const isEven = groups.every(
    (group, at) => group.length === length || (at === groups.length - 1 && group.length < length),
  )
  return isEven || groups.every((group) => group.length >= 3)
}

/**
 * One word of letters and digits in which the letters are no word of a person's: an id, a key, a token. Digits that stand
 * in a row in it are chance. `card4111111111111111` is not one.
 */
function isMadeByMachine(text: string): boolean {
  if (isIdOrOrderNo(text) || uuid.test(text)) return true
  if (!/^[\w.=|:+/-]{16,}$/.test(text)) return false
  const [longest = ''] = (text.match(/\d{13,}/g) ?? []).sort((one, other) => other.length - one.length)
  const rest = text.replace(longest, '')
  const changes = rest.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  return rest.length >= 8 && changes >= 2
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
