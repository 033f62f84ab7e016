import { addDays, businessDay, isBusinessDay, startOfDay } from '../../../shared/values/businessDay'
import { isCardNumberTyped } from '../../ports/typedCardNumber'
import type { CatalogueProblemCode } from './catalogueProblems'

/** What a cell says, or what is wrong with it. */
export type Reading<T> = { ok: T } | { wrong: CatalogueProblemCode; found: string | number | string[] }

/** Takes what a cell of this column says, and notes what is wrong with it. */
export type Read<Column> = <T>(column: Column, reading: Reading<T>) => T | undefined

/** A cell that may be empty, which says null. */
export function optional<T>(text: string, reading: (text: string) => Reading<T>): Reading<T | null> {
  return text === '' ? { ok: null } : reading(text)
}

/**
 * Controls, marks of direction and all else that takes part in no picture: two texts that look alike could differ in them.
 * What belongs to an emoji is left out before it is looked for.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\p{Variation_Selector}|[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u
const emoji =
  /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)*|[\d#*]\ufe0f?\u20e3/gu
const lineBreak = /\r?\n/g
/** Also in their full-width forms, which spreadsheets take for the plain ones. */
const formulaStart = /^[=+\-@＝＋－＠]/

/** Text of one line. */
export function line(text: string, longest: number): Reading<string> {
  return text.includes('\n') ? { wrong: 'control_character', found: '' } : paragraph(text, longest)
}

/** A code: sealed as it is read, so that it may look like a card's number. */
export function codeText(text: string, longest: number): Reading<string> {
  return text.includes('\n') ? { wrong: 'control_character', found: '' } : anyText(text, longest)
}

/** Text that may have line breaks; they are kept as `\n`. */
export function paragraph(text: string, longest: number): Reading<string> {
  return isCardNumberTyped(text) ? { wrong: 'card_number_found', found: '' } : anyText(text, longest)
}

function anyText(text: string, longest: number): Reading<string> {
  const plain = text.replace(lineBreak, '\n')
  if (plain === '') return { wrong: 'required', found: '' }
  if (plain.includes('\ufffd')) return { wrong: 'character_broken', found: '' }
  if (unseen.test(plain.replaceAll('\n', '').replace(emoji, ''))) return { wrong: 'control_character', found: '' }
  if (formulaStart.test(plain)) return { wrong: 'formula', found: plain.slice(0, 1) }
  if (plain.length > longest) return { wrong: 'too_long', found: plain.length }
  return { ok: plain }
}

/** One step a line, or separated by `|`. */
export function steps(text: string, { most, longest }: { most: number; longest: number }): Reading<string[]> {
  const whole = paragraph(text, most * (longest + 1))
  if ('wrong' in whole) return whole
  const each = whole.ok
    .split(/[\n|]/)
    .map((step) => step.trim())
    .filter((step) => step !== '')
  const tooLong = each.find((step) => step.length > longest)
  if (tooLong !== undefined) return { wrong: 'too_long', found: tooLong.length }
  if (each.length > most) return { wrong: 'too_many_steps', found: each.length }
  return each.length === 0 ? { wrong: 'required', found: '' } : { ok: each }
}

/** `1,000` as spreadsheets show it, also with the full-width comma, spaces or apostrophes. */
const separated = /^\d{1,3}(?:[,，'’ \u00a0\u202f]\d{3})+$/

export function whole(text: string, { from, to }: { from: number; to: number }): Reading<number> {
  if (text === '') return { wrong: 'required', found: '' }
  if (separated.test(text)) return { wrong: 'number_separated', found: text }
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return number >= from && number <= to ? { ok: number } : { wrong: 'number_invalid', found: [`${from}–${to}`, text] }
}

/** One of a list, by its id or its Chinese word. */
export function oneOf<T extends string>(
  text: string,
  words: Record<T, { zh: string }>,
  code: 'category_unknown' | 'tier_unknown' | 'delivery_unknown' | 'account_unknown',
): Reading<T> {
  const found = (Object.keys(words) as T[]).find((id) => id === text.toLowerCase() || words[id].zh === text)
  if (found !== undefined) return { ok: found }
  return text === '' ? { wrong: 'required', found: '' } : { wrong: code, found: text }
}

/** As spreadsheets and people in China write it: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105; with a time or not. */
const timeForm =
  /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:(?: +|T)(上午|下午|AM|PM)? ?(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.0+)?)?(?: ?(AM|PM))?)?$/i

/** The hour of 24, of which 上午 12 is midnight and 下午 12 noon. */
function hourOf(hour: string, half: string): number {
  if (half === '') return Number(hour)
  if (Number(hour) < 1 || Number(hour) > 12) return Number.NaN
  return (Number(hour) % 12) + (/^(下午|PM)$/i.test(half) ? 12 : 0)
}

/** A moment in Shanghai time. A bare day is its first moment for `start` and its last for `end`. */
export function shanghaiTime(text: string, edge: 'start' | 'end'): Reading<Date> {
  if (text === '') return { wrong: 'required', found: '' }
  const [, year, m1, d1, m2 = '', d2 = '', before = '', written, minute = '0', second = '0', after = ''] =
    timeForm.exec(text) ?? []
  const day = `${year}-${(m1 ?? m2).padStart(2, '0')}-${(d1 ?? d2).padStart(2, '0')}`
  const hour = written === undefined ? undefined : hourOf(written, before || after)
  const isTime = (hour ?? 0) < 24 && Number(minute) < 60 && Number(second) < 60
  if (!isBusinessDay(day) || !isTime) return { wrong: 'time_invalid', found: text }
  if (hour === undefined) {
    if (edge === 'start') return { ok: startOfDay(day) }
    return { ok: new Date(startOfDay(addDays(businessDay(day), 1)).getTime() - 1) }
  }
  const ms = (hour * 3_600 + Number(minute) * 60 + Number(second)) * 1_000
  return { ok: new Date(startOfDay(day).getTime() + ms) }
}
