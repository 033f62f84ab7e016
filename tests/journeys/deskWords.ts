import { deskWords as frameWords } from '../../console/deskWords'
import { auditTexts } from '../../console/features/audit/words'
import { cardholderTexts } from '../../console/features/cardholders/words'
import { columnNames } from '../../console/features/catalogue/columnWords'
import { versionTexts } from '../../console/features/catalogue/words'
import { doorWords } from '../../console/features/door/words'
import { importTexts } from '../../console/features/imports/words'
import { fieldName } from '../../console/features/requests/fields'
import { requestTexts } from '../../console/features/requests/words'

jest.mock('../../console/words/language', () => ({ language: () => 'zh' }))

/** What the console says, taken from the console itself, as a browser set to Chinese shows it. */
export const deskWords = {
  frame: frameWords(),
  door: doorWords(),
  cardholders: cardholderTexts(),
  columns: columnNames(),
  imports: importTexts(),
  requests: requestTexts(),
  versions: versionTexts(),
  field: fieldName,
  audit: auditTexts().actions as Readonly<Record<string, string>>,
}
