import type { Cell } from './cell'
import type { CellFormat } from './numberFormats'

/** More digits than this a spreadsheet has rounded. */
const exactDigits = 15
const dayMs = 86_400_000
/** 1 March 1900: before it a spreadsheet counts a day that never was. */
const firstDay = 61
/** 31 December 9999. */
const lastDay = 2_958_465
const days1904 = 1_462

/** What a cell says that holds a number. */
export function numberCell(
  raw: string,
  { format, since1904 }: { format: CellFormat | undefined; since1904: boolean },
): Cell {
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  const moment = momentText(number + (since1904 ? days1904 : 0), format?.hasTime === true)
  if (format?.isDate && moment !== null) return { text: moment, notText: true }
  if (format?.isPercent)
    return {
      text: raw,
      wrong: { code: 'number_percent', found: `${Number((number * 100).toPrecision(exactDigits))}%` },
    }
  if (Number.isInteger(number)) {
    const text = BigInt(number).toString()
    if (text.replace('-', '').length > exactDigits)
      return { text: raw, wrong: { code: 'number_imprecise', found: raw } }
    return wholeCell(text, { digits: format?.digits ?? 0, moment })
  }
  // The tail of 0.30000000000000004 is not what anybody has typed.
  return { text: String(Number(number.toPrecision(exactDigits))), moment: moment ?? undefined, notText: true }
}

/** Filled up with zeros, it says all that was typed. */
function wholeCell(text: string, { digits, moment }: { digits: number; moment: string | null }): Cell {
  const shown = text.startsWith('-') ? text : text.padStart(digits, '0')
  const cell = moment === null ? { text: shown } : { text: shown, moment }
  return digits > 0 ? cell : { ...cell, notText: true }
}

/**
 * Days since the end of 1899, as a spreadsheet counts them, in the form in which files say a time; null for none. Seconds are
 * cut off below the whole, so that the last moment of a day stays in it.
 * @param hasTime the cell shows a time, so that midnight is one and no whole day
 */
function momentText(serial: number, hasTime: boolean): string | null {
  if (serial < firstDay || serial >= lastDay + 1) return null
  // A second is 1.2e-5 of a day, and a double holds a serial to 1e-11: what lies below a thousandth of a second is no time.
  const at = new Date(Date.UTC(1899, 11, 30) + Math.floor(Math.round(serial * dayMs) / 1_000) * 1_000)
  const text = at.toISOString()
  return at.getTime() % dayMs === 0 && !hasTime ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}
