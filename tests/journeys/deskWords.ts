import { deskWords as frameWords } from '../../console/deskWords'
import { auditTexts } from '../../console/features/audit/words'
import { cardholderTexts } from '../../console/features/cardholders/words'
import { columnNames } from '../../console/features/catalogue/columnWords'
import { formTexts } from '../../console/features/catalogue/formWords'
import { versionTexts } from '../../console/features/catalogue/words'
import { doorWords } from '../../console/features/door/words'
import { importTexts } from '../../console/features/imports/words'
import { pathName } from '../../console/features/programme/fieldNames'
import { programmeTexts } from '../../console/features/programme/words'
import { fieldName } from '../../console/features/requests/fields'
import { requestTexts } from '../../console/features/requests/words'
import { riskTexts } from '../../console/features/risk/words'

jest.mock('../../console/words/language', () => ({ language: () => 'zh' }))

/** What the console says, taken from the console itself, as a browser set to Chinese shows it. */
export const deskWords = {
  frame: frameWords(),
  door: doorWords(),
  cardholders: cardholderTexts(),
  columns: columnNames(),
  imports: importTexts(),
  requests: requestTexts(),
  risk: riskTexts(),
  form: formTexts(),
  programme: programmeTexts(),
  /** What a field of a rule or of terms is called. */
  path: pathName,
  versions: versionTexts(),
  field: fieldName,
  audit: auditTexts().actions as Readonly<Record<string, string>>,
}
