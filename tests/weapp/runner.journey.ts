import type { Browser } from 'playwright-core'
import { openBrowser } from '../journeys/phone'
import { type TinyPhone, tinyPhone } from './tinyPhone'

/** What the runner plays of a phone, on packages of a few lines. */
let browser: Browser
let phone: TinyPhone | undefined
beforeAll(async () => {
  browser = await openBrowser()
})
afterEach(async () => {
  await phone?.close()
  phone = undefined
})
afterAll(() => browser.close())

async function open(files: Record<string, string>): Promise<TinyPhone> {
  phone = await tinyPhone(browser, files)
  return phone
}

test('data that is set is drawn, counted in bytes, and its callback comes after the drawing', async () => {
  const home = `Page({ data: { list: [{ name: 'one' }] }, onLoad: function () {
    this.setData({ 'list[1]': { name: '二' } }, function () { wx.setStorageSync('drawn', true) }) } })`
  const { page, settled } = await open({
    'home.js': home,
    'home.wxml': '<view wx:for="{{list}}" wx:key="name" wx:if="{{item.name}}">{{item.name}}</view>',
  })
  const [note] = await settled('setData')
  expect(note).toMatchObject({ route: 'home', bytes: JSON.stringify({ 'list[1]': { name: '二' } }).length + 2 })
  expect(await page.locator('wx-page').innerText()).toBe('one\n二')
  expect(await page.evaluate('localStorage.getItem("wx:drawn")')).toBe('true')
})

test('a component has data and handlers of its own, and is told when it comes and goes', async () => {
  const comp = `Component({ properties: { i: { type: Object, value: {} } },
    attached: function () { this.setData({ 'i.text': this.data.i.text + '!' }) },
    detached: function () { wx.setStorageSync('gone', this.data.i.text) },
    methods: { go: function () { this.setData({ 'i.text': 'tapped' }) } } })`
  const { page, settled, record } = await open({
    'home.js':
      'Page({ data: { shown: true, i: { sid: "a", text: "hello" } }, hide: function () { this.setData({ shown: false }) } })',
    'home.json': '{"usingComponents":{"comp":"comp"}}',
    'home.wxml': '<comp wx:if="{{shown}}" i="{{i}}" l="" /><view bindtap="hide">hide</view>',
    'comp.js': comp,
    'comp.json': '{"component":true}',
    'comp.wxml': '<view bindtap="go">{{i.text}}</view>',
  })
  await page.getByText('hello!').click()
  await page.getByText('tapped').waitFor()
  await page.getByText('hide').click()
  await settled('call')
  expect(await page.evaluate('localStorage.getItem("wx:gone")')).toBe('"tapped"')
  expect(await record.faults()).toEqual([])
})

test('what is typed arrives, and taps climb until they are caught', async () => {
  const { page, settled } = await open({
    'home.js': `Page({ data: { text: '', taps: '' }, type: function (e) { this.setData({ text: e.detail.value }) },
      tap: function (e) { this.setData({ taps: this.data.taps + e.currentTarget.dataset.name }) } })`,
    'home.wxml': `<input aria-label="name" value="{{text}}" bindinput="type" />
      <view data-name="a" bindtap="tap"><view data-name="b" catchtap="tap"><view data-name="c" bindtap="tap">press</view></view></view>
      <view>typed {{text}}, tapped {{taps}}</view>`,
  })
  await page.getByLabel('name').fill('ada')
  await page.getByText('press').click()
  await settled('setData')
  expect(await page.locator('wx-page').innerText()).toContain('typed ada, tapped cb')
})

test('styles are those of the page in front, with rpx, the page as a type and safe areas', async () => {
  const { page } = await open({
    'app.wxss': '@import "./more.wxss";page{color:rgb(1,2,3)}',
    'more.wxss': '.half{width:375rpx;padding-bottom:env(safe-area-inset-bottom)}view{display:flex}',
    'home.wxml': '<view class="half" id="half">x</view>',
  })
  const style = await page.evaluate<Record<string, string>>(
    `(({ width, paddingBottom, color, display }) => ({ width, paddingBottom, color, display }))(getComputedStyle(document.getElementById('half')))`,
  )
  expect(style).toEqual({ width: '187.5px', paddingBottom: '34px', color: 'rgb(1, 2, 3)', display: 'flex' })
})

test('storage outlives the mini-program, a dialog is answered, and a stubbed interface answers as told', async () => {
  const { page, record, settled } = await open({
    'home.js': `Page({ data: { said: '' }, onLoad: function () { this.setData({ said: wx.getStorageSync('said') }) },
      ask: function () { var page = this; wx.showModal({ title: 'sure?', success: function (r) {
        wx.setStorageSync('said', r.confirm ? 'yes' : 'no'); page.setData({ said: wx.getStorageSync('said') }) } }) },
      login: function () { var page = this; wx.login({ fail: function (e) { page.setData({ said: e.errMsg }) } }) } })`,
    'home.wxml': '<view bindtap="ask">ask</view><view bindtap="login">login</view><view>said {{said}}</view>',
  })
  await page.getByText('ask').click()
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  await page.getByText('said yes').waitFor()
  await record.stub('login', { fail: 'auth deny' })
  await page.getByText('login').click()
  await page.getByText('said login:fail auth deny').waitFor()
  await page.reload()
  await page.getByText('said yes').waitFor()
  expect(await settled('fault')).toEqual([])
})

test('a request goes to the server behind the phone, and fails without a network', async () => {
  const { page, record } = await open({
    'home.js': `Page({ data: { said: '' }, ask: function () { var page = this
      wx.request({ url: 'https://bank.example/api', fail: function (e) { page.setData({ said: e.errMsg }) } }) } })`,
    'home.wxml': '<view bindtap="ask">ask</view><view>said {{said}}</view>',
  })
  await record.network(true)
  await page.getByText('ask').click()
  await page.getByText('said request:fail net::ERR_INTERNET_DISCONNECTED').waitFor()
  expect(await record.calls('request')).toMatchObject([{ given: { url: 'https://bank.example/api', method: 'GET' } }])
})

const copying = {
  'home.js': `Page({ data: { said: 'nothing' }, onLoad: function () { var page = this
    wx.onNeedPrivacyAuthorization(function (resolve, info) { page.resolve = resolve; page.setData({ said: 'asked for ' + info.referrer }) }) },
    copy: function () { var page = this; wx.setClipboardData({ data: 'secret',
      success: function () { page.setData({ said: 'copied' }) }, fail: function (e) { page.setData({ said: e.errMsg + ' ' + e.errno }) } }) },
    agree: function () { this.resolve({ event: 'agree', buttonId: 'yes' }) },
    refuse: function () { this.resolve({ event: 'disagree' }) } })`,
  'home.wxml': `<view bindtap="copy">copy</view><view bindtap="refuse">refuse</view><view bindtap="agree">pretend</view>
    <button id="yes" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agree">agree</button><view>said {{said}}</view>`,
}

test('what is private waits for the person, who may refuse, and who is asked no more after a yes', async () => {
  const { page, record } = await open(copying)
  await record.stub('privacy', 'open')
  const copy = async () => {
    await page.getByText('copy').click()
    await page.getByText('said asked for setClipboardData').waitFor()
  }
  await copy()
  await page.getByText('refuse').click()
  await page.getByText('said setClipboardData:fail privacy permission is not authorized 104').waitFor()
  expect(await record.clipboard()).toBe('')
  await copy()
  await page.getByText('agree').click()
  await page.getByText('said copied').waitFor()
  expect(await record.clipboard()).toBe('secret')
  expect(await record.faults()).toEqual([])
})

test('a yes to the privacy terms that nobody tapped is a fault', async () => {
  const { page, record } = await open(copying)
  await record.stub('privacy', 'open')
  await page.getByText('copy').click()
  await page.getByText('said asked').waitFor()
  await page.getByText('pretend').click()
  await page.getByText('said setClipboardData:fail').waitFor()
  expect(await record.faults()).toMatchObject([{ kind: 'refused', what: expect.stringContaining('#yes') }])
})

test.each([
  ['a finger that is cancelled', { requestAuthModes: ['fingerPrint'], challenge: 'c' }, { is: 'cancelled' }, 90008],
  ['a finger that is not known', { requestAuthModes: ['fingerPrint'], challenge: 'c' }, { is: 'unknown' }, 90009],
  ['a phone that takes no more', { requestAuthModes: ['fingerPrint'], challenge: 'c' }, { is: 'frozen' }, 90010],
  ['a way that this phone does not have', { requestAuthModes: ['facial'], challenge: 'c' }, undefined, 90003],
  ['a challenge that is too long', { requestAuthModes: ['fingerPrint'], challenge: 'c'.repeat(513) }, undefined, 90004],
  [
    'a reason that is too long',
    { requestAuthModes: ['fingerPrint'], challenge: 'c', authContent: 'r'.repeat(43) },
    undefined,
    90005,
  ],
])('%s is told as WeChat tells it', async (...[, asked, finger, code]) => {
  const { page, record } = await open({
    'home.js': `Page({ data: { said: 'nothing' }, ask: function () { var page = this
      wx.startSoterAuthentication(Object.assign(${JSON.stringify(asked)}, { fail: function (e) { page.setData({ said: e.errCode }) } })) } })`,
    'home.wxml': '<view bindtap="ask">ask</view><view>said {{said}}</view>',
  })
  if (finger) await record.stub('finger', finger)
  await page.getByText('ask').click()
  await page.getByText(`said ${code}`).waitFor()
  // A person may cancel; only the package can ask in a way that WeChat refuses.
  expect(await record.faults()).toHaveLength(finger ? 0 : 1)
})
