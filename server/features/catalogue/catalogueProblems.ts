/** What stopped a load, or what is worth knowing of one that did not stop, at one place of one of its files. */
export interface CatalogueProblem {
  file: 'benefits' | 'codes'
  /** The row as a spreadsheet counts it: the column names are row 1. */
  row: number
  /** The column's English name; empty where the whole row or file is meant. */
  column: string
  code: CatalogueProblemCode
  zh: string
  en: string
}

/** Each `{}` stands for one thing that was found there. */
const sentences = {
  file_too_large: { zh: '文件超过 20 MB', en: 'the file is larger than 20 MB' },
  file_kind: { zh: '既不是 .xlsx 也不是 .csv 文件', en: 'neither an .xlsx nor a .csv file' },
  file_old_xls: { zh: '是旧版 .xls 文件', en: 'an .xls file of the old kind' },
  file_encrypted: { zh: '文件有密码或已加密', en: 'the file is encrypted or has a password' },
  file_other_office: { zh: '是另一种办公文档，不是表格', en: 'another kind of office document and no spreadsheet' },
  file_binary_workbook: { zh: '是二进制工作簿（.xlsb）', en: 'a binary workbook (.xlsb)' },
  file_macros: { zh: '含有宏', en: 'the file holds macros' },
  zip_broken: { zh: '文件不完整或已损坏', en: 'the file is incomplete or broken' },
  zip_unsafe: { zh: '压缩包结构可疑：{}', en: 'the archive is put together suspiciously: {}' },
  zip_too_big: { zh: '展开后过大，像是压缩炸弹：{}', en: 'unpacks to far too much, as a zip bomb does: {}' },
  xml_broken: { zh: '表格内部的 XML 有误', en: 'the XML inside of the spreadsheet is broken' },
  xml_entities: { zh: '表格内部的 XML 带有实体定义', en: 'the XML inside of the spreadsheet defines entities' },
  sheet_missing: { zh: '工作簿里没有工作表', en: 'the workbook has no worksheet' },
  sheet_not_first: { zh: '要导入的工作表「{}」不在第一个', en: 'the sheet to be imported, "{}", is not the first one' },
  sheet_hidden: { zh: '要导入的工作表「{}」被隐藏了', en: 'the sheet to be imported, "{}", is hidden' },
  row_hidden: {
    zh: '这一行在表格里是隐藏的，也会导入',
    en: 'the row is hidden in the spreadsheet, and is taken all the same',
  },
  column_hidden: {
    zh: '这一列在表格里是隐藏的，也会导入：{}',
    en: 'the column is hidden in the spreadsheet, and is taken all the same: {}',
  },
  no_rows: { zh: '只有表头，没有数据行', en: 'there are column names and no rows' },
  head_missing: { zh: '第一行不是列名', en: 'the first row does not name the columns' },
  too_many_rows: { zh: '超过 100,000 行', en: 'more than 100,000 rows' },
  too_many_columns: { zh: '列太多：{}，最多 64 列', en: 'too many columns: {}, at most 64' },
  cell_too_long: { zh: '有单元格超过 32,767 个字符', en: 'a cell has more than 32,767 characters' },
  file_too_heavy: {
    zh: '读取时占用内存或时间过多，已中止',
    en: 'reading it took too much memory or time and was stopped',
  },
  check_interrupted: { zh: '检查中断了', en: 'the check was interrupted' },
  code_staged: {
    zh: '这个卡密在另一个尚未装入的文件里也有',
    en: 'another file that is not loaded yet has this code too',
  },
  cell_formula: { zh: '单元格是公式', en: 'the cell is a formula' },
  cell_error: { zh: '单元格是错误值 {}', en: 'the cell is an error, {}' },
  cell_merged: { zh: '合并单元格：{}', en: 'merged cells: {}' },
  number_imprecise: {
    zh: '被表格软件改成了不精确的数字：{}',
    en: 'a spreadsheet has turned it into an inexact number: {}',
  },
  number_percent: { zh: '单元格显示为百分数：{}', en: 'the cell is shown as a percentage: {}' },
  encoding: { zh: '文件既不是 UTF-8 也不是 GB18030 编码', en: 'the file is neither UTF-8 nor GB18030' },
  csv: {
    zh: '引号不成对，或一行过长，其后内容无法读取',
    en: 'quotes do not pair up, or a row is too long; what follows cannot be read',
  },
  empty: { zh: '文件没有内容', en: 'the file is empty' },
  column_missing: { zh: '缺少列 {}', en: 'the column {} is missing' },
  column_unknown: { zh: '不认识的列：{}', en: 'an unknown column: {}' },
  column_repeated: { zh: '列重复：{}', en: 'the column is there twice: {}' },
  column_count: { zh: '列数与表头不符：{}', en: 'not as many cells as column names: {}' },
  required: { zh: '不能为空', en: 'must not be empty' },
  too_long: { zh: '过长：{} 个字符', en: 'too long: {} characters' },
  too_many_steps: { zh: '步骤过多：{} 步，最多 12 步', en: 'too many steps: {}, at most 12' },
  control_character: { zh: '含控制字符或看不见的字符', en: 'holds control characters or characters that nobody sees' },
  character_broken: {
    zh: '含 \ufffd：文字在之前某一步已经损坏',
    en: 'holds \ufffd: the text was broken at some step before',
  },
  card_number_found: { zh: '含有完整卡号，拒收', en: 'holds a full card number, which is refused' },
  formula: {
    zh: '以 = + - @ 开头，会被表格软件当作公式执行：{}',
    en: 'begins with = + - or @, which a spreadsheet would run as a formula: {}',
  },
  benefit_id_invalid: {
    zh: '权益编号应为 2 至 32 位大写字母、数字或连字符，以字母或数字开头：{}',
    en: 'not an id of 2 to 32 capitals, digits and hyphens, a capital or digit first: {}',
  },
  benefit_repeated: { zh: '权益编号重复，首次出现在第 {} 行', en: 'the benefit is already in row {}' },
  benefit_unknown: {
    zh: '权益文件和现有目录里都没有这项权益',
    en: 'neither the benefits file nor the catalogue has this benefit',
  },
  category_unknown: { zh: '没有这个分类：{}', en: 'no such category: {}' },
  tier_unknown: { zh: '没有这个等级：{}', en: 'no such tier: {}' },
  delivery_unknown: { zh: '没有这种交付方式：{}', en: 'no such delivery: {}' },
  delivery_fixed: {
    zh: '已有卡密或已兑换，交付方式和是否由供应商供货不能再改：{}',
    en: 'has codes or was redeemed already, so that how and from where it is delivered cannot change: {}',
  },
  needed_for_delivery: { zh: '交付方式 {} 必须填写这一列', en: 'the delivery {} needs this column' },
  not_for_delivery: { zh: '交付方式 {} 不填写这一列', en: 'the delivery {} has nothing in this column' },
  supplier_invalid: {
    zh: '供应商名应为 1 至 32 位小写字母、数字或连字符，以字母开头：{}',
    en: 'not a name of 1 to 32 small letters, digits and hyphens, a letter first: {}',
  },
  supplier_unknown: { zh: '没有配置这个供应商：{}', en: 'no such supplier is configured: {}' },
  sku_invalid: { zh: '供应商商品编号里不能有 | & =：{}', en: 'the name of a product has none of | & = in it: {}' },
  account_unknown: { zh: '没有这种充值账号：{}', en: 'no such kind of account: {}' },
  campaign_invalid: {
    zh: '活动编号应为 2 至 32 位大写字母、数字或连字符，以字母或数字开头：{}',
    en: 'not an id of 2 to 32 capitals, digits and hyphens, a capital or digit first: {}',
  },
  campaign_missing: { zh: '有活动限兑而没有活动编号', en: 'a limit of a campaign without the campaign' },
  campaign_limit_differs: {
    zh: '同一活动的限兑应当一致，权益 {} 写的是 {}',
    en: 'one campaign has one limit, and the benefit {} says {}',
  },
  product_invalid: {
    zh: '卡产品代码应为 1 至 32 位字母、数字、连字符或下划线，且不重复：{}',
    en: 'not a product of 1 to 32 letters, digits, hyphens and underscores, each once: {}',
  },
  release_invalid: {
    zh: '应为 YYYY-MM-DD HH:mm=数量，用 | 分隔（北京时间）：{}',
    en: 'not YYYY-MM-DD HH:mm=COUNT, separated by | (Shanghai time): {}',
  },
  releases_unordered: { zh: '放量时间应由早到晚：{}', en: 'portions come the earliest first: {}' },
  releases_above_stock: { zh: '分批放量合计 {}，超过库存', en: 'portions are {} in all, more than the stock' },
  release_after_end: {
    zh: '放量时间在结束时间之后，没有人能兑到：{}',
    en: 'a portion comes after the benefit has ended, and nobody could redeem it: {}',
  },
  too_many_releases: { zh: '分批过多：{} 批，最多 100 批', en: 'too many portions: {}, at most 100' },
  number_invalid: { zh: '应为 {} 之间的整数：{}', en: 'not a whole number of {}: {}' },
  number_separated: { zh: '数字不写千分位：{}', en: 'numbers are written without thousands separators: {}' },
  time_invalid: {
    zh: '应为 YYYY-MM-DD 或 YYYY-MM-DD HH:mm（北京时间）：{}',
    en: 'not YYYY-MM-DD or YYYY-MM-DD HH:mm (Shanghai time): {}',
  },
  ended_already: {
    zh: '结束时间已过，这项权益不会出现在小程序里',
    en: 'has ended already, so that the benefit will not be shown',
  },
  ends_before_start: { zh: '结束时间不晚于开始时间', en: 'ends before it starts' },
  stock_above_codes: { zh: '库存超过卡密数量：卡密共 {} 个', en: 'more than there are codes: {}' },
  stock_below_issued: { zh: '库存低于已兑换数量：已兑换 {} 个', en: 'less than was issued already: {}' },
  code_repeated: { zh: '卡密重复，首次出现在第 {} 行', en: 'the code is already in row {}' },
  code_not_text: {
    zh: '卡密不是文本：表格软件可能已改动它（丢失前导零、变成日期等）',
    en: 'the code is no text: a spreadsheet may have changed it, lost zeros or made a date of it',
  },
  code_characters: {
    zh: '卡密里有普通字母、数字、符号和汉字以外的字符（全角、特殊空格或横线、其他文字），或以引号开头',
    en: 'the code holds more than plain letters, digits, signs and Chinese (full-width, special blanks or dashes, other scripts), or begins with an apostrophe',
  },
  code_known: { zh: '这个卡密已在库中', en: 'this code was loaded before' },
  code_known_in_batch: { zh: '这个卡密已在库中，批次 {}', en: 'this code was loaded before, in batch {}' },
  code_not_wanted: {
    zh: '这项权益由供应商供货，不需要卡密',
    en: 'the benefit is ordered from a supplier and has no codes',
  },
  link_invalid: {
    zh: '这项权益交付链接，卡密应是 https:// 开头的网址',
    en: 'the benefit is delivered as a link, and this is no address that begins with https://',
  },
  batch_invalid: {
    zh: '批次应为 1 至 32 位字母、数字、点、连字符或下划线，以字母或数字开头',
    en: 'not a batch of 1 to 32 letters, digits, dots, hyphens and underscores, a letter or digit first',
  },
  batch_missing: { zh: '有有效期至而没有批次', en: 'a last day without its batch' },
  batch_differs: {
    zh: '同一批次的有效期应当一致，第 {} 行的不同',
    en: 'one batch has one last day, and row {} has another',
  },
  batch_known_differs: {
    zh: '这个批次已装入，有效期至 {}',
    en: 'the batch was loaded before, and its last moment is {}',
  },
  batch_over: { zh: '有效期已过', en: 'the last day is over' },
  too_many_problems: { zh: '问题过多，其余未列出', en: 'too many problems, the rest are not listed' },
} as const

export type CatalogueProblemCode = keyof typeof sentences

type Place = Pick<CatalogueProblem, 'file' | 'row' | 'column' | 'code'>
type Found = string | number

/** More than anybody will read; a million bad rows must not become a list of a million. */
const problemLimit = 1_000

/** Everything that is wrong with a load, collected before anything is said. Codes themselves are never quoted. */
export class CatalogueProblems {
  readonly list: CatalogueProblem[] = []
  /** How many there are, also those that the list has no room for. */
  count = 0
  private readonly columns = new Map<CatalogueProblem['file'], readonly string[]>()

  constructor(private readonly limit = problemLimit) {}

  /** Begins with the problems of another collection, which stays as it is. */
  static from(earlier: CatalogueProblems): CatalogueProblems {
    const problems = new CatalogueProblems()
    problems.list.push(...earlier.list)
    problems.count = earlier.count
    for (const [file, columns] of earlier.columns) problems.columns.set(file, columns)
    return problems
  }

  note(place: Place, found: Found | readonly Found[] = ''): void {
    this.count += 1
    if (this.list.length < this.limit) this.list.push(problemAt(place, found))
    else if (this.list.length === this.limit) {
      this.list.push(problemAt({ ...place, column: '', code: 'too_many_problems' }, ''))
    }
  }

  /** The columns of a file from left to right, as they stand in it. */
  columnsAre(file: CatalogueProblem['file'], columns: readonly string[]): void {
    this.columns.set(file, columns)
  }

  /** By file, row and column, as somebody reads who corrects the files from top to bottom. */
  inOrder(): CatalogueProblem[] {
    const placeOf = ({ file, column }: CatalogueProblem) => this.columns.get(file)?.indexOf(column) ?? -1
    const isLast = ({ code }: CatalogueProblem) => Number(code === 'too_many_problems')
    const files = ['benefits', 'codes']
    return [...this.list].sort(
      (a, b) =>
        isLast(a) - isLast(b) ||
        files.indexOf(a.file) - files.indexOf(b.file) ||
        a.row - b.row ||
        placeOf(a) - placeOf(b),
    )
  }
}

function problemAt({ file, row, column, code }: Place, found: Found | readonly Found[]): CatalogueProblem {
  const { zh, en } = sentences[code]
  const quoted = [found].flat().map((each) => shortened(String(each)))
  return { file, row, column, code, zh: filled(zh, quoted), en: filled(en, quoted) }
}

function shortened(found: string): string {
  return found.length > 40 ? `${found.slice(0, 40)}…` : found
}

function filled(sentence: string, quoted: readonly string[]): string {
  let next = 0
  return sentence.replaceAll('{}', () => quoted[next++] ?? '')
}
