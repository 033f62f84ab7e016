import { cardsWords } from '../../miniprogram/features/cards/words'
import { catalogueWords } from '../../miniprogram/features/catalogue/words'
import { entitlementWords } from '../../miniprogram/features/entitlements/words'
import { officialWords } from '../../miniprogram/features/help/officialWords'
import { homeWords } from '../../miniprogram/features/home/words'
import { identityWords } from '../../miniprogram/features/identity/words'
import { ledgerWords } from '../../miniprogram/features/ledger/words'
import { meWords } from '../../miniprogram/features/me/words'
import { privacyWords } from '../../miniprogram/features/privacy/words'
import { stepUpWords } from '../../miniprogram/features/redemption/stepUpWords'
import { redemptionWords } from '../../miniprogram/features/redemption/words'
import { lockWords, newsWords } from '../../miniprogram/features/settings/words'
import { walletWords } from '../../miniprogram/features/wallet/words'
import { uiWords } from '../../miniprogram/ui/words'
import { formatDay, formatDayFrom, formatMonth } from '../../miniprogram/words/dates'

jest.mock('../../miniprogram/wechat/system', () => ({ language: () => 'zh' }))

/** What the screens say, taken from the screens themselves, as a phone set to Chinese shows it. */
export const words = {
  cards: cardsWords(),
  catalogue: catalogueWords(),
  entitlements: entitlementWords(),
  home: homeWords(),
  identity: identityWords(),
  ledger: ledgerWords(),
  me: meWords(),
  privacy: privacyWords(),
  redemption: redemptionWords(),
  lock: lockWords(),
  news: newsWords(),
  official: officialWords(),
  stepUp: stepUpWords(),
  wallet: walletWords(),
  ui: uiWords(),
  day: (day: string) => formatDay(day, 'zh'),
  dayFrom: (today: string, day: string) => formatDayFrom(today, day, 'zh'),
  month: (month: string) => formatMonth(month, 'zh'),
}
