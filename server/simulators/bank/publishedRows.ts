import { parse } from 'csv-parse/sync'
import { type BusinessDay, isBusinessDay } from '../../../shared/values/businessDay'
import { hasCardNumber } from '../../ports/cardNumber'

/** The columns of a published file, in their order. */
export const publishedColumns = [
  'posted_on',
  'card_last4',
  'amount',
  'currency',
  'original_amount',
  'original_currency',
  'merchant',
  'category_code',
  'category',
] as const
type Column = (typeof publishedColumns)[number]

/** One transaction as published: text, except for what has been checked. */
export type PublishedRow = Readonly<Record<Column, string>> & { readonly posted_on: BusinessDay }

export type PublishedFile = {
  /** For reports and errors only: what a row becomes never depends on it. */
  name: string
  rows: PublishedRow[]
}
/** @property row the line, counted from 1 */
export type PublishedProblem = { file: string; row: number; column: string; zh: string; en: string }

/** Reads one published file whole, or tells everything that is wrong with it. */
export function readPublishedFile(name: string, bytes: Uint8Array): PublishedFile | { problems: PublishedProblem[] } {
  const lines: { row: number; fields: string[] }[] = []
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    parse(text, { ...csvOptions, on_record: (fields: string[], { lines: row }) => void lines.push({ row, fields }) })
  } catch (error) {
    const row = (error as { lines?: number }).lines ?? 1
    return { problems: [{ file: name, row, column: '', zh: '不是 UTF-8 编码的 CSV', en: 'not CSV in UTF-8' }] }
  }
  const [header, ...details] = lines
  if (header?.fields.join(',') !== publishedColumns.join(',')) {
    const columns = publishedColumns.join(',')
    return {
      problems: [{ file: name, row: 1, column: '', zh: `列名应为 ${columns}`, en: `the columns are ${columns}` }],
    }
  }
  const problems = details.flatMap(({ row, fields }) =>
    problemsOf(fields).map((found) => ({ file: name, row, ...found })),
  )
  if (problems.length > 0) return { problems }
  return { name, rows: details.map(({ fields }) => rowOf(fields)) }
}

const csvOptions = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: 4_096,
  record_delimiter: ['\r\n', '\n'],
}

function rowOf(fields: string[]): PublishedRow {
  return Object.fromEntries(publishedColumns.map((column, place) => [column, fields[place]])) as PublishedRow
}

function problemsOf(fields: string[]): { column: string; zh: string; en: string }[] {
  if (fields.length !== publishedColumns.length) {
    const counts = `${fields.length} ≠ ${publishedColumns.length}`
    return [{ column: '', zh: `列数不符：${counts}`, en: `wrong number of columns: ${counts}` }]
  }
  return publishedColumns.flatMap((column, place) => {
    const found = fields[place] ?? ''
    if (hasCardNumber(found)) return [{ column, zh: '含有完整卡号', en: 'holds a full card number' }]
    const rule = rules[column]
    return rule.accepts(found) ? [] : [{ column, zh: `${rule.zh}：${quote(found)}`, en: `${rule.en}: ${quote(found)}` }]
  })
}

function quote(found: string): string {
  return JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found)
}

const day = { accepts: isBusinessDay, zh: '日期应为 YYYY-MM-DD', en: 'not a day, YYYY-MM-DD' }
const currency = {
  accepts: (text: string) => /^[A-Z]{3}$/.test(text),
  zh: '币种应为三个大写字母',
  en: 'not a currency code of three capitals',
}
const anyText = {
  accepts: (text: string) => text.length <= 64 && !/\p{Cc}/u.test(text),
  zh: '超过 64 个字符或含控制字符',
  en: 'longer than 64 characters or with control characters',
}

const rules: Record<Column, { accepts: (text: string) => boolean; zh: string; en: string }> = {
  posted_on: day,
  card_last4: {
    accepts: (text) => /^\d{4}$/.test(text),
    zh: '应为卡号末四位',
    en: 'not the last four digits of a card',
  },
  amount: {
    accepts: (text) => /^-?\d{1,9}\.\d{2}$/.test(text) && Number(text) !== 0,
    zh: '金额应为带两位小数且不为零的数',
    en: 'not an amount with two decimals other than zero',
  },
  currency,
  original_amount: {
    accepts: (text) => /^-?\d{1,15}(?:\.\d{1,4})?$/.test(text),
    zh: '原币金额应为数',
    en: 'not an original amount',
  },
  original_currency: currency,
  merchant: anyText,
  category_code: anyText,
  category: anyText,
}
