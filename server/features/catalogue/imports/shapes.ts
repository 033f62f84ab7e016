import { benefitColumns } from '../benefitsFile'
import { codesShape } from '../codesFile'
import { conditionColumns } from '../conditions'
import { deliveryColumns } from '../delivery'
import type { ImportShape } from './reading/tableRows'

export type BenefitColumn = keyof typeof benefitColumns
export type ImportOf = 'benefits' | 'codes'

/** The column that a file gets back with what is wrong in each row; read again, it says nothing. */
export const reasonColumn = '错误原因'
const ignored = new Set([reasonColumn])

export const benefitsImport: ImportShape<BenefitColumn> = {
  file: 'benefits',
  columns: benefitColumns,
  optional: new Set(Object.keys({ ...deliveryColumns, ...conditionColumns })),
  ignored,
  moments: new Set(['starts_at', 'ends_at']),
  sheetNames: ['权益', 'benefits', 'Benefits'],
}

export const codesImport: ImportShape<keyof typeof codesShape.columns> = {
  ...codesShape,
  ignored,
  moments: new Set(['valid_until']),
  texts: new Set(['code']),
  sheetNames: ['卡密', 'codes', 'Codes'],
}
