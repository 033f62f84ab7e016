import { worriesOf } from './stockWorries.rules'

const now = new Date('2026-06-01T00:00:00.000Z')
const codesUntil = (validUntil: string | null) => [{ validUntil: validUntil === null ? null : new Date(validUntil) }]

test.each([
  ['enough of it', { left: { inAll: 50 }, isLow: false, freeCodes: codesUntil(null) }, []],
  ['at its mark', { left: { inAll: 5 }, isLow: true, freeCodes: [] }, ['low']],
  ['none is left, mark or no mark', { left: { inAll: 0 }, isLow: true, freeCodes: [] }, ['out']],
  [
    'codes that end in 30 days',
    { left: { inAll: 50 }, isLow: false, freeCodes: codesUntil('2026-07-01T00:00:00.000Z') },
    ['expiring'],
  ],
  [
    'codes that end later',
    { left: { inAll: 50 }, isLow: false, freeCodes: codesUntil('2026-07-01T00:00:00.001Z') },
    [],
  ],
  [
    'little, which ends soon',
    { left: { inAll: 5 }, isLow: true, freeCodes: codesUntil('2026-06-02T00:00:00.000Z') },
    ['low', 'expiring'],
  ],
])('%s', (_, held, worries) => {
  expect(worriesOf(held, now)).toEqual(worries)
})
