import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { Workbook, type Worksheet } from 'exceljs'
import { columnsInOrder } from '../server/features/catalogue/benefitCells'
import { benefitColumns } from '../server/features/catalogue/benefitsFile'
import { benefitCategoryWords } from '../shared/words/categories'
import { tierWords } from '../shared/words/tiers'
import { runCommand, tell } from './commandLine'

const help = `
用法：node -r ./server/typescript.cjs scripts/demoWorkbooks.ts

由 server/demo/catalogue.csv 生成 catalogue.xlsx，以及两份有错的样例 catalogue-broken-cells.xlsx 和 catalogue-broken-sheet.xlsx，
用来看导入时的错误报告。

Usage: node -r ./server/typescript.cjs scripts/demoWorkbooks.ts

Makes catalogue.xlsx from server/demo/catalogue.csv, and two broken ones, catalogue-broken-cells.xlsx and
catalogue-broken-sheet.xlsx, that show what an import says of errors.
`

const demo = path.resolve(__dirname, '../server/demo')

type Cells = Record<string, unknown>

runCommand(help, async () => {
  const rows = demoRows()
  await write('catalogue.xlsx', rows)
  await write('catalogue-broken-cells.xlsx', withBrokenCells(rows.slice(0, 40)))
  await write('catalogue-broken-sheet.xlsx', rows.slice(0, 20), breakSheet)
  return 0
})

/** The demo's benefits as operators write them: in Chinese, with dates that are dates. */
function demoRows(): Cells[] {
  const file = readFileSync(path.join(demo, 'catalogue.csv'))
  const lines = parse(file, { columns: true, bom: true }) as Record<string, string>[]
  return lines.map((line) => ({
    ...line,
    category: benefitCategoryWords[line.category as keyof typeof benefitCategoryWords].zh,
    tier: tierWords[line.tier as keyof typeof tierWords].zh,
    starts_at: dayOf(line.starts_at),
    ends_at: dayOf(line.ends_at),
    points: Number(line.points),
    stock: Number(line.stock),
  }))
}

function dayOf(text = ''): Date | string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : text
}

/** One fault of each common kind, each in a row of its own. */
function withBrokenCells(rows: Cells[]): Cells[] {
  const faults: Cells[] = [
    { points: '1,200' },
    { points: -5 },
    { category: '影视' },
    { tier: '钻石' },
    { starts_at: '12/1/2026' },
    { ends_at: new Date('2020-01-01T00:00:00Z') },
    { title: '' },
    { title: '=HYPERLINK("https://example.com","领取")' },
    { stock: -1 },
    { benefit_id: 'video week' },
    { benefit_id: rows[0]?.benefit_id },
    { steps: Array.from({ length: 13 }, (_, at) => `第 ${at + 1} 步`).join('|') },
    { delivery: '直充', supplier: '', sku: '', account: '' },
    { releases: '2026-12-01=很多' },
  ]
  return rows.map((row, at) => ({ ...row, ...(at % 2 === 1 ? faults[(at - 1) / 2] : {}) }))
}

/** What a spreadsheet does to a file: a formula, a rounded number, an error, merged cells. */
function breakSheet(sheet: Worksheet): void {
  sheet.getCell('E3').value = { formula: 'E2*2', result: 1_800 }
  sheet.getCell('A5').value = 1_234_567_890_123_456_000
  sheet.getCell('F7').value = { error: '#REF!' }
  sheet.mergeCells('C9:C10')
}

async function write(name: string, rows: readonly Cells[], change?: (sheet: Worksheet) => void): Promise<void> {
  const workbook = new Workbook()
  workbook.created = workbook.modified = new Date(0)
  const sheet = workbook.addWorksheet('权益', { views: [{ state: 'frozen', ySplit: 1, xSplit: 2 }] })
  sheet.columns = columnsInOrder.map((column) => ({
    header: benefitColumns[column],
    key: column,
    width: Math.max(10, benefitColumns[column].length * 2 + 2),
    style: column.endsWith('_at') && column !== 'low_stock_at' ? { numFmt: 'yyyy-mm-dd' } : {},
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRows(
    rows.map((row) =>
      Object.fromEntries(columnsInOrder.map((column) => [column, row[column] === '' ? null : row[column]])),
    ),
  )
  change?.(sheet)
  await workbook.xlsx.writeFile(path.join(demo, name))
  tell(`server/demo/${name}: ${rows.length}`)
}
