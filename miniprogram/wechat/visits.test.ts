import { createVisits } from './visits'

test('leaving a page tells what was begun there, and nothing that was begun elsewhere', () => {
  let at = 'catalogue'
  const visits = createVisits(() => at)
  const told: string[] = []
  visits.here().onLeft(() => told.push('catalogue'))
  at = 'benefit?1'
  visits.here().onLeft(() => told.push('benefit'))
  const forget = visits.here().onLeft(() => told.push('done before'))
  forget()
  visits.leave('benefit?1')
  expect(told).toEqual(['benefit'])
})

test('what begins after its page was left is told at once', () => {
  const visits = createVisits(() => 'benefit')
  const visit = visits.here()
  visits.leave('benefit')
  const told: string[] = []
  visit.onLeft(() => told.push('too late'))
  expect([visit.left, told]).toEqual([true, ['too late']])
})

test('a page that is opened again is another visit', () => {
  const visits = createVisits(() => 'benefit')
  visits.here()
  visits.leave('benefit')
  expect(visits.here().left).toBe(false)
})
