import { attemptLimits } from '../../server/http/attemptLimits'
import { describeWorld, opened, world } from './world/oneWorld'
import { ownerIn } from './world/ownerIn'
import { askRaw } from './world/rawHttp'

describeWorld()

const ofOneLogin = attemptLimits.laneRefusal.rules.find(({ by }) => by === 'session')?.tries ?? 0
const asked = {
  redeem: { path: '/api/redemptions', body: { benefitId: 'CODE', points: 10 } },
  bind_card: { path: '/api/cards/verify', body: { name: 'SOMEBODY ELSE', last4: '1147', phone: '13711110000' } },
}

test.each(['redeem', 'bind_card'] as const)('one login writes no more decisions than its limit: %s', async (point) => {
  const { token, session } = await ownerIn(world, `pusher-${point.replace('_', '-')}`)
  const decisions = async () => {
    const sql = 'SELECT 1 FROM risk_decision WHERE cardholder_id = ? AND point = ?'
    return (await opened.database.reader.rows(sql, [session.cardholderId, point])).length
  }
  const before = await decisions()
  const told: string[] = []
  for (let at = 0; at < 120; at++) {
    const { path, body } = asked[point]
    const headers = {
      'X-Forwarded-For': '8.8.8.8',
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      'Idempotency-Key': `lane-refusal-${point}-${at}`,
    }
    const answer = await askRaw(world.url, { method: 'POST', path, headers, body: Buffer.from(JSON.stringify(body)) })
    told.push(answer.status === 200 ? 'ok' : String((JSON.parse(answer.text) as { code: string }).code))
  }
  const letThrough = told.filter((code) => code !== 'too_many_requests')
  const onLane = letThrough.filter((code) => code !== 'ok')
  expect(onLane).toHaveLength(ofOneLogin)
  expect(told.slice(letThrough.length)).toEqual(told.slice(letThrough.length).map(() => 'too_many_requests'))
  expect((await decisions()) - before).toBe(letThrough.length)
})
