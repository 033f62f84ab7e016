import { hasCardNumber } from './cardNumber'

/** What stopped a daily file, at one place of it. */
export type BankFileProblem = {
  /** The line, counted from 1. */
  row: number
  /** The column's name; empty where the whole line or file is meant. */
  column: string
  code: BankFileProblemCode
  zh: string
  en: string
}

/** `{}` stands for what was found there. */
const sentences = {
  encoding: {
    zh: '文件既不是 UTF-8 也不是 GB18030 编码，或与文件头所写的编码不符',
    en: 'the file is neither UTF-8 nor GB18030, or not what its header says',
  },
  csv: { zh: '引号不成对，或一行过长', en: 'quotes do not pair up, or the line is too long' },
  header_missing: { zh: '缺少 H 开头的文件头', en: 'the header, a line that starts with H, is missing' },
  header_invalid: {
    zh: '文件头应为 H,kaquan-daily,1,计划编号,日期，其后可写编码 utf-8 或 gb18030',
    en: 'the header is not H,kaquan-daily,1,programme,day, after which utf-8 or gb18030 may stand',
  },
  programme_invalid: { zh: '计划编号无效：{}', en: 'not a programme id: {}' },
  day_invalid: { zh: '业务日期应为 YYYY-MM-DD：{}', en: 'the business day is not YYYY-MM-DD: {}' },
  columns_missing: { zh: '缺少 C 开头的列名行', en: 'the column names, a line that starts with C, are missing' },
  columns_differ: { zh: '列名或列的次序不符', en: 'the column names or their order differ from the format' },
  line_unknown: {
    zh: '行首标记应为 H、C、D 或 T，且次序如此：{}',
    en: 'a line starts with H, C, D or T, in this order: {}',
  },
  column_count: { zh: '列数不符：{}', en: 'wrong number of columns: {}' },
  card_number_found: { zh: '含有完整卡号，拒收', en: 'holds a full card number, which is refused' },
  transaction_id_invalid: { zh: '交易号无效：{}', en: 'not a transaction id: {}' },
  transaction_repeated: {
    zh: '同一文件内交易号重复，首次出现在第 {} 行',
    en: 'the transaction id is already used in line {}',
  },
  card_token_invalid: { zh: '卡令牌无效：{}', en: 'not a card token: {}' },
  type_unknown: {
    zh: '交易类型应为 purchase、refund 或 reversal：{}',
    en: 'the type is not purchase, refund or reversal: {}',
  },
  occurred_at_invalid: {
    zh: '交易时间应为 ISO 时刻，以 Z 或 +08:00 结尾：{}',
    en: 'not an ISO instant that ends with Z or +08:00: {}',
  },
  occurred_at_in_future: { zh: '交易时间在将来：{}', en: 'the card was used in the future: {}' },
  posted_on_invalid: { zh: '入账日期应为 YYYY-MM-DD：{}', en: 'not a day, YYYY-MM-DD: {}' },
  posted_on_differs: { zh: '入账日期与文件头的业务日期不同：{}', en: 'not the business day of the header: {}' },
  amount_invalid: {
    zh: '金额应为大于零、带两位小数的元：{}',
    en: 'the amount is not positive yuan with two decimals: {}',
  },
  currency_unknown: { zh: '记账币种应为 CNY：{}', en: 'the currency is not CNY: {}' },
  original_amount_invalid: { zh: '原币金额无效：{}', en: 'not an original amount: {}' },
  original_currency_invalid: { zh: '原币币种应为三个大写字母：{}', en: 'not a currency code of three capitals: {}' },
  merchant_invalid: {
    zh: '商户名超过 64 个字符或含控制字符',
    en: 'the merchant is longer than 64 characters or holds control characters',
  },
  mcc_invalid: { zh: '商户类别码应为四位数字：{}', en: 'not a merchant category code of four digits: {}' },
  channel_unknown: { zh: '渠道应为 pos 或 online：{}', en: 'the channel is not pos or online: {}' },
  original_transaction_id_invalid: { zh: '原交易号无效：{}', en: 'not an original transaction id: {}' },
  control_missing: { zh: '缺少 T 开头的控制记录', en: 'the control record, a line that starts with T, is missing' },
  control_invalid: { zh: '控制记录应为 T,行数,合计（分）', en: 'the control record is not T,rows,sum in fen' },
  count_differs: { zh: '控制记录的行数与明细不符：{}', en: 'the control record counts other rows: {}' },
  sum_differs: { zh: '控制记录的合计与明细不符：{}', en: 'the control record has another sum: {}' },
  after_control: { zh: '控制记录之后不应再有内容', en: 'nothing may follow the control record' },
  too_many_problems: { zh: '问题过多，其余未列出', en: 'too many problems, the rest are not listed' },
} as const

export type BankFileProblemCode = keyof typeof sentences
export const bankFileProblemCodes = Object.keys(sentences) as BankFileProblemCode[]

type Place = { row: number; column: string; code: BankFileProblemCode }

/** More than anybody will read; a file of garbage must not become a list as long as the file. */
export const problemLimit = 10_000

/** The list of a file's problems, which ends with a last one when it gets too long. */
export class BankFileProblems {
  readonly list: BankFileProblem[] = []

  note(place: Place, found?: string): void {
    this.add(bankFileProblem(place, found))
  }

  add(problem: BankFileProblem): void {
    if (this.list.length < problemLimit) this.list.push(problem)
    else if (this.list.length === problemLimit) {
      this.list.push(bankFileProblem({ row: problem.row, column: '', code: 'too_many_problems' }))
    }
  }
}

/** `found` is quoted in the sentence, unless it may hold a card number: problems are printed and kept. */
export function bankFileProblem(place: Place, found = ''): BankFileProblem {
  const { zh, en } = sentences[place.code]
  const quoted = hasCardNumber(found) ? '…' : found.length > 40 ? `${found.slice(0, 40)}…` : found
  return { ...place, zh: zh.replace('{}', () => quoted), en: en.replace('{}', () => quoted) }
}
