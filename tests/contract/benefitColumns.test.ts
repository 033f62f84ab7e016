import { columnNames } from '../../console/features/catalogue/columnWords'
import { benefitColumns } from '../../server/features/catalogue/benefitsFile'
import { benefitColumn } from '../../shared/contract/versions'

jest.mock('../../console/words/language', () => ({ language: () => 'zh' }))

test('the console names the columns of a benefits file as the file does, in its order', () => {
  expect(Object.entries(columnNames())).toEqual(Object.entries(benefitColumns))
  expect(benefitColumn.options).toEqual(Object.keys(benefitColumns))
})
