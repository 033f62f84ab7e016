import type { Browser } from 'playwright-core'
import type { BenefitCard, BenefitDetail } from '../../shared/contract/catalogue'
import { deskWords as words } from './deskWords'
import { Operator } from './operator'
import { openBrowser } from './phone'
import type { Product } from './product'
import { journey, type Road } from './road'
import { type ChosenFile, changedWorkbook, lastColumn, workbookOf } from './workbooks'

const benefitId = 'VIDEO-WEEK'
const newPoints = 950
const reason = '十二月价目，已核对'

let browser: Browser
let maker: Operator
let checker: Operator
let corrected: ChosenFile

journey('a price list, from a spreadsheet to the phones', {}, (step) => {
  afterAll(() => browser?.close())
  step('a broken file shows everything that is wrong with it, and comes back with the reasons', showsWhatIsWrong)
  step('the corrected one shows the one price that changes, and becomes a draft', becomesADraft)
  step('the draft on the phone beside it has the new price, and is submitted', isSubmitted)
  step('another person sees the difference and approves it, and the mini-program has the new price', goesLive)
  step('the same file again is told to be the same', isTheSame)
  step('one person takes a benefit down at once, and another one brings it back', takesDown)
})

async function showsWhatIsWrong(road: Road): Promise<void> {
  await road.start()
  browser = await openBrowser()
  maker = await Operator.signIn(browser, road.product, 'maker')
  await maker.open(words.frame.import)
  await maker.page.setInputFiles('input[type=file]', workbookOf('catalogue-broken-cells.xlsx'))
  await maker.isOn('catalogue-broken-cells.xlsx')
  await maker.reads('数字不写千分位：1,200', '没有这个分类：影视', '结束时间不晚于开始时间', words.columns.points)
  const [download] = await Promise.all([
    maker.page.waitForEvent('download'),
    maker.page.getByRole('button', { name: words.imports.annotated }).click(),
  ])
  const reasons = await lastColumn(await download.path())
  expect(reasons[0]).toBe('错误原因')
  expect(reasons.length).toBeGreaterThan(10)
  expect(maker.troubles()).toEqual([])
}

async function becomesADraft({ product }: Road): Promise<void> {
  corrected = await changedWorkbook('catalogue.xlsx', benefitId, { [words.columns.points]: newPoints })
  await upload(corrected)
  await maker.reads(words.imports.differences(1), benefitId)
  await maker.press(words.imports.next)
  await maker.type('理由', reason)
  await maker.press(words.imports.make)
  await maker.isOn(words.versions.version(2))
  await maker.reads(words.versions.states.draft, `${words.versions.kinds.changed} 1`)
  expect((await detailOf(product)).points).not.toBe(newPoints)
  expect(maker.troubles()).toEqual([])
}

async function isSubmitted(): Promise<void> {
  await maker.page.getByText(words.versions.preview).click()
  await maker.page.getByRole('button', { name: new RegExp(`视频会员周卡.*${newPoints}`) }).waitFor()
  await fitsTheScreen(maker)
  await maker.press(words.versions.submit)
  await maker.typeInDialog('理由', reason)
  await maker.page
    .getByRole('dialog')
    .getByRole('button', { name: /^送\s?审$/ })
    .click()
  await maker.reads(words.versions.states.in_review, words.versions.openRequest)
  expect(maker.troubles()).toEqual([])
}

async function goesLive({ product }: Road): Promise<void> {
  checker = await Operator.signIn(browser, product, 'checker')
  await checker.open(words.frame.requests)
  await checker.page.getByRole('link', { name: words.requests.kinds.publish_catalogue }).click()
  await checker.reads(reason, words.field(`benefit.${benefitId}.points`), String(newPoints))
  await checker.press(words.requests.approve)
  await checker.reads(words.requests.states.approved)
  expect((await detailOf(product)).points).toBe(newPoints)
  await checker.open(words.frame.catalogue)
  await checker.page.getByRole('row', { name: new RegExp(`第 2 版.*${words.versions.states.live}`) }).waitFor()
  expect(checker.troubles()).toEqual([])
}

async function isTheSame(): Promise<void> {
  await upload(corrected)
  await maker.reads(words.imports.repeated, words.imports.submitted)
  expect(maker.troubles()).toEqual([])
}

async function takesDown(road: Road): Promise<void> {
  const { product } = road
  await maker.open(words.frame.catalogue)
  await maker.page.getByRole('link', { name: words.versions.version(2) }).click()
  await maker.page.getByRole('button', { name: `${words.versions.more} 视频会员周卡` }).click()
  await maker.choose(words.versions.takeDown)
  await maker.typeInDialog('理由', reason)
  await maker.page.getByRole('dialog').getByRole('button', { name: words.versions.takeDown }).click()
  await maker.reads(words.versions.takenDownText)
  expect(await idsOnOffer(product)).not.toContain(benefitId)

  await checker.open(words.frame.requests)
  await checker.page.getByRole('link', { name: words.requests.kinds.review_take_down }).click()
  await checker.page.getByLabel(words.requests.decisionReason).fill('误会，已与供应商核实')
  await checker.press(words.requests.reject)
  await checker.reads(words.requests.states.rejected)
  expect(await idsOnOffer(product)).toContain(benefitId)
  expect([...maker.troubles(), ...checker.troubles()]).toEqual([])
  expect(await road.stop()).toBe(0)
}

async function upload(file: ChosenFile): Promise<void> {
  await maker.open(words.frame.import)
  await maker.page.setInputFiles('input[type=file]', file)
  await maker.isOn(file.name)
}

/** What a phone is told of the benefit. */
async function detailOf({ addresses }: Product): Promise<BenefitDetail> {
  return (await fetch(`${addresses.product}api/benefits/${benefitId}`)).json() as Promise<BenefitDetail>
}

async function idsOnOffer({ addresses }: Product): Promise<string[]> {
  const answer = await fetch(`${addresses.product}api/benefits?q=${encodeURIComponent('视频会员周卡')}`)
  const { benefits } = (await answer.json()) as { benefits: BenefitCard[] }
  return benefits.map(({ id }) => id)
}

/** Nothing has to be pushed sideways to be read. */
async function fitsTheScreen({ page }: Operator): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}
