import { agreed, type People, peopleOn } from '../../../tests/support/people'
import { type TestDatabase, testDatabase } from '../../../tests/support/testDatabase'
import type { Session } from '../../http/sessions'
import { findSession, identityRoutes } from '../identity'
import { type WechatRanks, wechatRanks } from './wechatRanks'

let opened: TestDatabase
let people: People
let ranks: WechatRanks
let failures: unknown[]
beforeAll(async () => {
  opened = await testDatabase()
})
afterAll(() => opened.close())
beforeEach(async () => {
  people = await peopleOn(opened.database)
  failures = []
  ranks = wechatRanks({ ...people, failed: (error) => failures.push(error) })
})

async function enter(openid: string): Promise<Session> {
  const body = { code: `openid:${openid}`, validity: 'month' as const, device: '', consent: agreed }
  const routes = identityRoutes({ ...people, loggedIn: ranks.ask })
  const blank = { session: null, params: undefined, query: undefined, key: undefined, requestId: 'r' }
  const { token } = await routes.logIn({ ...blank, body, address: '60.176.0.1' })
  await ranks.idle()
  const session = await findSession(people)(token)
  if (!session) throw new Error('nobody is logged in')
  return session
}

test('WeChat is asked after a login, and what it says lies with the session', async () => {
  expect((await enter('openid-rank-3')).device).toMatchObject({
    wechatRank: 3,
    wechatRankAt: people.surroundings.now(),
    trustedAt: null,
    startedAt: people.surroundings.now(),
  })
})

test('what it does not say is not asked for again before a day is over', async () => {
  const session = await enter('openid-of-nobody')
  expect(session.device).toMatchObject({ wechatRank: null, wechatRankAt: people.surroundings.now() })
  const asked = jest.spyOn(people.wechat, 'userRiskRank')
  people.surroundings.advance(86_400_000 - 1)
  ranks.refresh(session, '60.176.0.1')
  await ranks.idle()
  expect(asked).not.toHaveBeenCalled()
  people.surroundings.advance(1)
  ranks.refresh(session, '60.176.0.2')
  await ranks.idle()
  expect(asked).toHaveBeenCalledWith({ openid: 'openid-of-nobody', clientIp: '60.176.0.2' })
})

test('silence leaves it unknown, troubles nobody, and is told to whoever looks after it', async () => {
  const session = await enter('openid-silence')
  expect(session.device).toMatchObject({ wechatRank: null, wechatRankAt: null })
  expect(failures).toHaveLength(1)
})

test('no more than four are asked for at once, and no more than so many wait', async () => {
  let underWay = 0
  let most = 0
  let asked = 0
  jest.spyOn(people.wechat, 'userRiskRank').mockImplementation(async () => {
    underWay += 1
    asked += 1
    most = Math.max(most, underWay)
    await new Promise(setImmediate)
    underWay -= 1
    return 0
  })
  const { cardholderId } = await people.enter('openid-of-many')
  for (let device = 0; device < 1_000; device++) ranks.ask({ cardholderId, sessionId: `s-${device}` }, '60.176.0.1')
  await ranks.idle()
  expect(most).toBe(4)
  expect(asked).toBeLessThanOrEqual(204)
})
