import { readFileSync } from 'node:fs'
import path from 'node:path'
import { attemptLimits, type Limit, longestClosing } from '../../server/http/attemptLimits'

const file = path.resolve(__dirname, '../../docs/limits.md')

const heads = [
  ...['door', 'stay counted', 'answer', 'by', 'tries', 'within', 'closes for', 'step-up lane', 'quarantine'],
  'strangers up to',
]

function tableOf(limits: Record<string, Limit>): string[] {
  const rows = Object.entries(limits).flatMap(([door, { keeps, refusal, rules }]) =>
    rules.map(({ by, tries, seconds, closes, lanes, strangers }, at) => [
      ...(at === 0 ? [`\`${door}\``, keeps, `\`${refusal}\``] : ['', '', '']),
      `\`${by}\``,
      tries.toLocaleString('en'),
      duration(seconds),
      closes ? `${duration(closes)}, doubling` : '',
      lanes ? lanes.step_up.toLocaleString('en') : '',
      lanes ? lanes.quarantine.toLocaleString('en') : '',
      strangers === undefined ? '' : strangers.toLocaleString('en'),
    ]),
  )
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? 'a day' : `${seconds / 86_400} days`
  if (seconds % 3_600 === 0) return seconds === 3_600 ? 'an hour' : `${seconds / 3_600} hours`
  return `${seconds / 60} min`
}

test('docs/limits.md has every limit as the code has it: put this between its marks', () => {
  const [, written] = readFileSync(file, 'utf8').split(/<!-- \/?limits -->/)
  expect(written?.trim()).toBe(tableOf(attemptLimits).join('\n'))
})

test('the promises around the table are those of the code', () => {
  const phone = attemptLimits.oneTimeMessage.rules.filter(({ by }) => by === 'phone')
  expect(phone).toContainEqual({ by: 'phone', tries: 10, seconds: 86_400, strangers: 5 })
  expect(phone.every((rule) => !('lanes' in rule))).toBe(true)
  expect(longestClosing).toBe(86_400)
})
