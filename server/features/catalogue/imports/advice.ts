import type { CatalogueProblemCode } from '../catalogueProblems'

interface Advice {
  zh: string
  en: string
}

const asInTemplate: Advice = { zh: '照模板的写法改。', en: 'Write it as the template does.' }
const saveAsXlsx: Advice = { zh: '另存为 .xlsx 或 .csv 后再上传。', en: 'Save it as .xlsx or .csv and upload that.' }
const saveAgain: Advice = {
  zh: '用表格软件打开，另存为新的 .xlsx 后再上传。',
  en: 'Open it in a spreadsheet, save it as a new .xlsx and upload that.',
}
const divide: Advice = { zh: '分成几个文件导入。', en: 'Divide it into several files.' }
const fillIn: Advice = { zh: '填写这一格。', en: 'Fill in this cell.' }
const clear: Advice = { zh: '清空这一格，或改交付方式。', en: 'Clear this cell, or choose another delivery.' }
const oneOfList: Advice = { zh: '从下拉列表里选。', en: 'Choose from the drop-down list.' }
const wholeNumber: Advice = {
  zh: '填整数，不带单位、小数和千分位。',
  en: 'A whole number without unit, decimals and separators.',
}
const renameColumn: Advice = {
  zh: '第一行用模板的列名。',
  en: 'Take the column names of the template in the first row.',
}
const removeRow: Advice = { zh: '删掉重复的一行。', en: 'Delete the row that is there twice.' }
const anId: Advice = {
  zh: '如 VIDEO-MONTH：大写字母、数字、连字符。',
  en: 'As VIDEO-MONTH: capitals, digits and hyphens.',
}
const shanghaiTime: Advice = {
  zh: '如 2026-01-05 或 2026-01-05 10:00，也可以设为日期格式。',
  en: 'As 2026-01-05 or 2026-01-05 10:00, or formatted as a date.',
}
const shorten: Advice = { zh: '写短一些。', en: 'Make it shorter.' }
const portions: Advice = {
  zh: '如 2026-12-01 10:00=100|2026-12-01 20:00=200。',
  en: 'As 2026-12-01 10:00=100|2026-12-01 20:00=200.',
}
const oneLastDay: Advice = {
  zh: '同一批次写同一天，否则另立批次。',
  en: 'One last day for a batch; else make another batch.',
}
const removeCode: Advice = { zh: '删掉这一行。', en: 'Delete this row.' }

/** What to do about each problem, in one sentence. */
export const advice: Record<CatalogueProblemCode, Advice> = {
  file_too_large: divide,
  file_kind: saveAsXlsx,
  file_old_xls: saveAsXlsx,
  file_encrypted: { zh: '去掉密码后另存。', en: 'Remove the password and save it again.' },
  file_other_office: saveAsXlsx,
  file_binary_workbook: saveAsXlsx,
  file_macros: { zh: '另存为不带宏的 .xlsx。', en: 'Save it as an .xlsx without macros.' },
  zip_broken: saveAgain,
  zip_unsafe: saveAgain,
  zip_too_big: saveAgain,
  xml_broken: saveAgain,
  xml_entities: saveAgain,
  sheet_missing: { zh: '从模板开始填写。', en: 'Start from the template.' },
  sheet_not_first: { zh: '把它移到第一个。', en: 'Move it to the first place.' },
  sheet_hidden: { zh: '取消隐藏，或删掉它。', en: 'Unhide the sheet, or delete it.' },
  row_hidden: { zh: '若不想导入，删掉这一行。', en: 'Delete the row if it is not wanted.' },
  column_hidden: { zh: '取消隐藏后核对。', en: 'Unhide the column and look at it.' },
  no_rows: fillIn,
  head_missing: renameColumn,
  too_many_rows: divide,
  too_many_columns: { zh: '删掉模板以外的列。', en: 'Delete the columns that the template does not have.' },
  cell_too_long: shorten,
  file_too_heavy: divide,
  check_interrupted: { zh: '重新上传这个文件。', en: 'Upload the file again.' },
  code_staged: { zh: '两个文件只装入一个。', en: 'Load one of the two files.' },
  cell_formula: {
    zh: '复制后选择性粘贴为「值」：公式的结果可能已经过时。',
    en: 'Copy and paste it as a value: the result of a formula may be out of date.',
  },
  cell_error: { zh: '改正出错的单元格。', en: 'Correct the cell that shows an error.' },
  cell_merged: { zh: '取消合并，并填满每一行。', en: 'Unmerge the cells and fill in each row.' },
  number_imprecise: {
    zh: '把列设为「文本」格式，从来源重新粘贴原来的编号。',
    en: 'Format the column as text and paste the original from where it came.',
  },
  number_percent: wholeNumber,
  encoding: { zh: '另存为「CSV UTF-8」或 .xlsx。', en: 'Save it as "CSV UTF-8" or .xlsx.' },
  csv: { zh: '检查这一行附近的引号，或另存为 .xlsx。', en: 'Look at the quotes near this row, or save it as .xlsx.' },
  empty: { zh: '从模板开始填写。', en: 'Start from the template.' },
  column_missing: renameColumn,
  column_unknown: renameColumn,
  column_repeated: { zh: '只留一列。', en: 'Keep one of them.' },
  column_count: { zh: '检查这一行是否多了或少了一格。', en: 'See whether the row has a cell too many or too few.' },
  required: fillIn,
  too_long: shorten,
  too_many_steps: { zh: '合并成不超过 12 步。', en: 'Put them together into at most 12 steps.' },
  character_broken: {
    zh: '从原来的来源重新复制这一格。',
    en: 'Copy the cell from where it came once more.',
  },
  control_character: { zh: '删掉这一格，手工重新输入。', en: 'Clear the cell and type it anew.' },
  card_number_found: { zh: '删去卡号后重新上传。', en: 'Take the card number out and upload the file again.' },
  formula: { zh: '去掉开头的符号，或换成文字。', en: 'Take away the sign at the beginning, or use a word.' },
  benefit_id_invalid: anId,
  benefit_repeated: removeRow,
  benefit_unknown: { zh: '先导入并发布这项权益。', en: 'Import and publish the benefit first.' },
  category_unknown: oneOfList,
  tier_unknown: oneOfList,
  delivery_unknown: oneOfList,
  delivery_fixed: {
    zh: '保持原来的交付方式，或用新的权益编号。',
    en: 'Keep the delivery as it was, or take a new id.',
  },
  needed_for_delivery: fillIn,
  not_for_delivery: clear,
  supplier_invalid: asInTemplate,
  supplier_unknown: {
    zh: '核对供应商名，或先配置这个供应商。',
    en: 'Check the name, or configure the supplier first.',
  },
  sku_invalid: asInTemplate,
  account_unknown: oneOfList,
  campaign_invalid: anId,
  campaign_missing: { zh: '填写活动编号，或清空活动限兑。', en: 'Name the campaign, or clear its limit.' },
  campaign_limit_differs: { zh: '同一活动写同一个限兑。', en: 'Give the campaign one limit.' },
  product_invalid: asInTemplate,
  release_invalid: portions,
  releases_unordered: { zh: '按时间先后排列。', en: 'Put them in the order of time.' },
  releases_above_stock: { zh: '减少放量或提高库存。', en: 'Make the portions smaller or the stock larger.' },
  release_after_end: { zh: '提早放量，或推迟结束时间。', en: 'Let it come earlier, or the benefit end later.' },
  too_many_releases: portions,
  number_invalid: wholeNumber,
  number_separated: wholeNumber,
  time_invalid: shanghaiTime,
  ended_already: { zh: '若要展示，改晚结束时间。', en: 'Move the end if it is to be shown.' },
  ends_before_start: { zh: '把结束时间改到开始时间之后。', en: 'Move the end behind the start.' },
  stock_above_codes: {
    zh: '发布前先导入够数的卡密，或减少库存。',
    en: 'Load enough codes before it is published, or lower the stock.',
  },
  stock_below_issued: { zh: '库存不低于已兑换数量。', en: 'At least as many as were issued.' },
  code_repeated: removeRow,
  code_not_text: {
    zh: '把列设为「文本」格式，从来源重新粘贴卡密。',
    en: 'Format the column as text and paste the codes from where they came.',
  },
  code_characters: {
    zh: '从来源重新复制卡密，不带格式。',
    en: 'Copy the code from where it came, without formatting.',
  },
  code_known: removeCode,
  code_known_in_batch: removeCode,
  code_not_wanted: removeCode,
  link_invalid: { zh: '填 https:// 开头的网址。', en: 'An address that begins with https://.' },
  batch_invalid: { zh: '如 2026-12-A。', en: 'As 2026-12-A.' },
  batch_missing: { zh: '填写批次。', en: 'Name the batch.' },
  batch_differs: oneLastDay,
  batch_known_differs: oneLastDay,
  batch_over: { zh: '换成还有效的卡密。', en: 'Take codes that still work.' },
  too_many_problems: {
    zh: '下载带错误原因的文件，里面有全部问题。',
    en: 'Download the file with the reasons: it has all of them.',
  },
}
