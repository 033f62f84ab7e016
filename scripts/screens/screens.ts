import type { Page } from 'playwright-core'

/** Who holds the phone: the demo cardholder, somebody new to the programme, or somebody who has logged out. */
export type Person = 'cardholder' | 'newcomer'

export interface Screen {
  name: string
  /** The page below `#/features/`. */
  at: string
  person?: Person
  /** What is done on the page before the picture is taken. */
  steps?: (page: Page) => Promise<void>
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

/** The first benefit that this person may redeem now: stock, tier and limit change with every run. */
async function openRedeemable(page: Page, { delivers = '' }: { delivers?: string } = {}): Promise<void> {
  const rows = page.locator('.benefit-row:not(.benefit-row--shut)')
  const count = await rows.count()
  for (let at = 0; at < count; at++) {
    await rows.nth(at).click()
    await page.locator('.redeem-bar__left').waitFor()
    const isWanted = delivers === '' || (await page.getByText(delivers).first().isVisible())
    if (isWanted && (await button(page, '兑换').isVisible())) return
    await page.goBack()
    await rows.nth(at).waitFor()
  }
  throw new Error('no benefit can be redeemed by this person')
}

/** A picture needs a redemption, not a new one: what the wallet holds is shown again. */
async function openResult(page: Page): Promise<void> {
  const held = page.waitForResponse((response) => response.url().includes('/api/redemptions'))
  await goTo(page, 'wallet/wallet')
  const { redemptions } = (await (await held).json()) as { redemptions: { id: string; state: string }[] }
  const delivered = redemptions.find(({ state }) => state === 'delivered')
  if (delivered) await goTo(page, `redemption/result?id=${delivered.id}`)
  else {
    await goTo(page, 'catalogue/catalogue')
    await page.locator('.benefit-row').first().waitFor()
    await openRedeemable(page)
    await button(page, '兑换').click()
    await button(page, '确认兑换').click()
  }
  await page.getByText('兑换成功', { exact: true }).waitFor()
}

/** Held for a person, since WeChat finds whoever logs in now risky; one that is held already is shown again. */
async function openHeld(page: Page): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes('/api/redemptions'))
  await goTo(page, 'wallet/wallet')
  const { redemptions } = (await (await answered).json()) as { redemptions: { id: string; review: object | null }[] }
  const held = redemptions.find(({ review }) => review)
  if (held) await goTo(page, `redemption/result?id=${held.id}&from=wallet`)
  else {
    await logInWithRank(page, 4)
    await goTo(page, 'catalogue/catalogue')
    await page.locator('.benefit-row').first().waitFor()
    await openRedeemable(page)
    await button(page, '兑换').click()
    await button(page, '确认兑换').click()
  }
  await page.getByText('安全核对中', { exact: true }).waitFor()
}

/** WeChat finds whoever logs in now a little strange, so that redeeming takes a proof. */
async function askForProof(page: Page): Promise<void> {
  await logInWithRank(page, 3)
  await endWaiting(page)
  await goTo(page, 'catalogue/catalogue')
  await page.locator('.benefit-row').first().waitFor()
  await openRedeemable(page)
  await button(page, '兑换').click()
  await button(page, '确认兑换').click()
  await page.getByLabel('短信验证码').waitFor()
}

async function logInWithRank(page: Page, rank: number): Promise<void> {
  await setRiskRank(page, rank)
  await page.evaluate('localStorage.clear()')
  await page.reload()
  await page.waitForLoadState('networkidle')
  await setRiskRank(page, 0)
}

/** The bank sends a phone one message a minute, and each picture is of a new one. */
function endWaiting(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { __KAQUAN__: demo } = globalThis as { __KAQUAN__?: { bankBaseUrl?: string } }
    await fetch(`${demo?.bankBaseUrl}/sim/otps/end-waiting`, { method: 'POST', mode: 'no-cors' })
  })
}

function setRiskRank(page: Page, riskRank: number): Promise<void> {
  return page.evaluate(async (rank) => {
    const { __KAQUAN__: demo } = globalThis as { __KAQUAN__?: { wechatBaseUrl?: string } }
    await fetch(`${demo?.wechatBaseUrl}/sim/users`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: 'demo', riskRank: rank }),
    })
  }, riskRank)
}

async function goTo(page: Page, at: string): Promise<void> {
  const [base] = page.url().split('#')
  await page.goto(`${base}#/features/${at}`)
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await page.locator('.code-card, .empty').first().waitFor()
}

/** The picture of used codes may have taken the last one that could be used. */
async function takeBackUse(page: Page): Promise<void> {
  await openTab(page, '已使用')
  await page
    .getByRole('button', { name: /^还没用/ })
    .first()
    .click()
  await openTab(page, '可用')
}

/** A code that can be used: of the wallet, of those marked as used, or a new one where there is neither. */
async function haveCode(page: Page): Promise<void> {
  await page.locator('.code-card, .empty').first().waitFor()
  if (await button(page, '查看卡密').isVisible()) return
  await openTab(page, '已使用')
  if (await page.locator('.code-card').first().isVisible()) return takeBackUse(page)
  await goTo(page, 'catalogue/catalogue')
  await page.locator('.benefit-row').first().waitFor()
  await openRedeemable(page, { delivers: '卡密，立即放入卡包' })
  await button(page, '兑换').click()
  await button(page, '确认兑换').click()
  await page.getByText('兑换成功', { exact: true }).waitFor()
  await goTo(page, 'wallet/wallet')
  // The page may still be there as it was before.
  await page.reload()
  await button(page, '查看卡密').waitFor()
}

/** A newcomer is asked for consent before anything else. */
async function agree(page: Page): Promise<void> {
  await button(page, '同意并继续').click()
  await page.getByText('使用微信手机号').waitFor()
}

/** Every screen of the mini-program, in the order in which a cardholder meets them. */
export const screens: readonly Screen[] = [
  { name: 'guest', at: 'home/home', person: 'newcomer' },
  { name: 'bind-consent', at: 'cards/bind', person: 'newcomer' },
  { name: 'bind-phone', at: 'cards/bind', person: 'newcomer', steps: agree },
  {
    name: 'bind-card',
    at: 'cards/bind',
    person: 'newcomer',
    steps: async (page) => {
      await agree(page)
      await page.getByText('使用微信手机号').click()
      await page.getByText('获取验证码').waitFor()
    },
  },
  { name: 'home', at: 'home/home' },
  { name: 'tiers', at: 'tiers/tiers' },
  { name: 'tier-history', at: 'tiers/history' },
  {
    name: 'tier-why',
    at: 'tiers/history',
    steps: async (page) => {
      await page.locator('.row').first().click()
      await page.getByText('合计', { exact: true }).waitFor()
    },
  },
  {
    name: 'tier-upgrade',
    at: 'tiers/tiers',
    steps: async (page) => {
      // Without the points for it there is no way on, and the picture shows why.
      const upgrade = page.locator('.row .button:not(.button--disabled)').first()
      if (!(await upgrade.isVisible())) return
      await upgrade.click()
      await button(page, '确认升级').waitFor()
    },
  },
  { name: 'ceremony', at: 'tiers/ceremony' },
  { name: 'catalogue', at: 'catalogue/catalogue' },
  {
    name: 'search',
    at: 'catalogue/catalogue',
    steps: async (page) => {
      await page.getByRole('searchbox').fill('会员')
      // A word is looked for when the fingers rest.
      await page.waitForResponse((response) => response.url().includes('q='))
    },
  },
  {
    name: 'nothing-found',
    at: 'catalogue/catalogue',
    steps: async (page) => {
      await page.getByRole('searchbox').fill('没有这样的权益')
      await page.getByText('没有符合条件的权益').waitFor()
    },
  },
  {
    name: 'tastes',
    at: 'catalogue/catalogue',
    steps: async (page) => {
      await button(page, '我的喜好').click()
      // Shown as chosen, and not saved: the other pictures have everybody's order.
      for (const name of ['球迷', '煲剧']) await page.getByRole('switch', { name }).click()
    },
  },
  { name: 'benefit', at: 'catalogue/catalogue', steps: openRedeemable },
  {
    name: 'confirm',
    at: 'catalogue/catalogue',
    steps: async (page) => {
      await openRedeemable(page)
      await button(page, '兑换').click()
      await button(page, '确认兑换').waitFor()
    },
  },
  { name: 'step-up', at: 'home/home', steps: askForProof },
  { name: 'result', at: 'home/home', steps: openResult },
  { name: 'held', at: 'home/home', steps: openHeld },
  { name: 'entitlements', at: 'entitlements/entitlements' },
  {
    name: 'choose',
    at: 'entitlements/entitlements',
    steps: async (page) => {
      // In a month whose choice is made there is no button, and the picture shows that.
      const first = page.locator('.entitlement-row .button').first()
      if (!(await first.isVisible())) return
      await first.click()
      await button(page, '确认选择').waitFor()
    },
  },
  { name: 'wallet', at: 'wallet/wallet' },
  {
    name: 'wallet-used',
    at: 'wallet/wallet',
    steps: async (page) => {
      await openTab(page, '已使用')
      if (await page.locator('.code-card').first().isVisible()) return
      await openTab(page, '可用')
      await haveCode(page)
      await page
        .getByRole('button', { name: /^我用掉了/ })
        .first()
        .click()
      await button(page, '撤销').waitFor()
      await openTab(page, '已使用')
    },
  },
  {
    name: 'wallet-ended',
    at: 'wallet/wallet',
    steps: (page) => openTab(page, '过期·失败'),
  },
  {
    name: 'code',
    at: 'wallet/wallet',
    steps: async (page) => {
      await haveCode(page)
      await button(page, '查看卡密').click()
      await button(page, '复制').waitFor()
    },
  },
  { name: 'statement', at: 'ledger/ledger' },
  {
    name: 'statement-row',
    at: 'ledger/ledger',
    steps: async (page) => {
      // A purchase, since that is the row with the most to explain.
      await page.locator('.ledger-row__head', { hasText: '尾号' }).nth(1).click()
    },
  },
  { name: 'expiry', at: 'ledger/lots' },
  { name: 'cards', at: 'cards/cards' },
  {
    name: 'unbind',
    at: 'cards/cards',
    steps: async (page) => {
      await button(page, '解绑').click()
      await button(page, '确认解绑').waitFor()
    },
  },
  { name: 'me', at: 'me/me' },
  { name: 'notifications', at: 'settings/notifications' },
  { name: 'lock', at: 'settings/lock' },
  { name: 'inbox', at: 'settings/inbox' },
  { name: 'devices', at: 'identity/devices' },
  { name: 'login', at: 'identity/login' },
  { name: 'rules', at: 'about/about' },
  { name: 'me-guest', at: 'me/me', person: 'newcomer' },
  { name: 'privacy', at: 'privacy/privacy' },
  {
    name: 'withdraw',
    at: 'privacy/privacy',
    steps: async (page) => {
      await page.getByText('撤回同意').first().click()
      await button(page, '撤回并退出登录').waitFor()
    },
  },
  { name: 'privacy-text', at: 'privacy/text' },
  { name: 'my-data', at: 'privacy/data' },
  { name: 'my-data-spends', at: 'privacy/section?section=spends' },
  { name: 'deletion', at: 'privacy/deletion' },
  { name: 'help', at: 'help/help' },
  {
    name: 'help-search',
    at: 'help/help',
    steps: async (page) => {
      await page.getByLabel('搜索问题').fill('退款')
      await page.locator('.question__asked').first().click()
    },
  },
  { name: 'official', at: 'help/official' },
  { name: 'security-minute', at: 'help/month' },
]
