import { checkPackages } from './packages'
import { findingsIn } from './plantedTree'
import { isIn } from './versions'

const lock = (packages: Record<string, object>) => ({
  'package-lock.json': JSON.stringify(
    { lockfileVersion: 3, packages: { '': { name: 'kaquan' }, ...packages } },
    null,
    2,
  ),
})

test('passes versions that nobody warned of', async () => {
  expect(await findingsIn(checkPackages, lock({ 'node_modules/debug': { version: '4.4.3' } }))).toEqual([])
})

test('finds a denied version wherever it is nested, and under another name', async () => {
  const findings = await findingsIn(
    checkPackages,
    lock({
      'node_modules/koa/node_modules/debug': { version: '4.4.2' },
      'node_modules/sheets': { name: 'xlsx', version: '0.18.5' },
    }),
  )
  expect(findings).toEqual([
    expect.stringMatching(/^package-lock\.json:7 {2}denied-package {2}debug 4\.4\.2: /),
    expect.stringMatching(/^package-lock\.json:10 {2}denied-package {2}xlsx 0\.18\.5: /),
  ])
})

test('does not take a missing lock file for a clean one', async () => {
  expect(await findingsIn(checkPackages, {})).toHaveLength(1)
})

test.each([
  ['*', '0.0.1', true],
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '1.2.4', false],
  ['<0.20.2', '0.18.5', true],
  ['<0.20.2', '0.20.2', false],
  ['>=13.0.0', '12.11.1', false],
  ['>=13.0.0', '13.0.0', true],
  ['>=1.4.1', '1.4.44-liberty-2', true],
  ['10.1.1 - 10.1.3', '10.1.2', true],
  ['10.1.1 - 10.1.3', '10.1.10', false],
  ['0.7.29 || 1.0.0', '1.0.0', true],
])('range %s and version %s: %s', (range, version, expected) => {
  expect(isIn(range, version)).toBe(expected)
})
