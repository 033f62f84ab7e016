import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBoundaries } from './boundaries'
import { placesIn } from './plantedTree'

const POINTS = 'server/features/points'
const TIERS = 'server/features/tiers'

const CLEAN = {
  'package.json': JSON.stringify({ dependencies: { koa: '3', typeorm: '1', '@tarojs/taro': '4' } }),
  'shared/values/points.ts': 'export const points = (n: number) => n\n',
  'shared/contract/points.ts': 'export type Grant = number\n',
  'shared/scss.d.ts': "declare module '*.scss'\n",
  [`${TIERS}/index.ts`]: "export { tierOn } from './tierOn'\nexport type { Tier } from './tierOn'\n",
  [`${TIERS}/tierOn.ts`]: 'export const tierOn = () => 1\nexport type Tier = number\n',
  [`${POINTS}/index.ts`]: "export { grant } from './grant'\n",
  [`${POINTS}/grant.ts`]: [
    "import type { Bank } from '../../ports/bank'",
    "import { tierOn } from '../tiers'",
    "import { earned } from './points.rules'",
    "import { balance } from './points.store'",
    'export const grant = (bank: Bank) => [earned(1), tierOn(), balance(), bank]',
    'export type Granted = number',
  ].join('\n'),
  [`${POINTS}/points.rules.ts`]: [
    "import type { Grant } from '../../../shared/contract/points'",
    "import { points } from '../../../shared/values/points'",
    "import type { Tier } from '../tiers'",
    "import type { Granted } from './points.types'",
    'export const earned = (grant: Grant & Tier & Granted) => points(grant)',
  ].join('\n'),
  [`${POINTS}/points.types.ts`]: 'export type Granted = number\n',
  [`${POINTS}/points.store.ts`]: "import { DataSource } from 'typeorm'\n\nexport const balance = () => DataSource\n",
  [`${POINTS}/grant.test.ts`]: "import { bank } from '../../simulators/bank/bank'\n\ntest('grants', () => bank)\n",
  'server/ports/bank.ts': 'export type Bank = number\n',
  'server/adapters/bank/bank.ts': "import type { Bank } from '../../ports/bank'\n\nexport const bank: Bank = 1\n",
  'server/simulators/bank/bank.ts': "import Koa from 'koa'\n\nexport const bank = Koa\n",
  'server/compose.ts':
    "import { bank } from './adapters/bank/bank'\nimport './simulators/bank/bank'\n\nexport const outside = bank\n",
  'miniprogram/app.config.ts': 'export default defineAppConfig({})\n',
  'miniprogram/wechat/login.ts': "import Taro from '@tarojs/taro'\n\nexport const login = Taro\n",
  'miniprogram/features/home/home.tsx':
    "import { login } from '../../wechat/login'\n\nexport const Home = () => login\n",
}

test('passes a tree that keeps to the map', async () => {
  expect(await placesIn(checkBoundaries, CLEAN)).toEqual([])
})

test('finds every way to leave the map', async () => {
  const places = await placesIn(checkBoundaries, {
    ...CLEAN,
    'shared/values/fen.ts': "import '../../server/ports/bank'\n",
    [`${TIERS}/demote.ts`]: "import type { Granted } from '../points'\n\nexport type Demoted = Granted\n",
    [`${TIERS}/notify.ts`]: "import '../notifications'\n",
    'server/features/notifications/index.ts': "import '../cards'\n",
    'server/features/cards/index.ts': 'export const card = 1\n',
    'server/features/lottery/index.ts': "import '../../ports/bank'\n",
    [`${POINTS}/peek.ts`]: "import type { Tier } from '../tiers/tierOn'\n\nexport type Peeked = Tier\n",
    [`${POINTS}/call.ts`]: "import type { bank } from '../../adapters/bank/bank'\n\nexport type Called = typeof bank\n",
    [`${POINTS}/query.ts`]: "import type { DataSource } from 'typeorm'\n\nexport type Source = DataSource\n",
    [`${POINTS}/undeclared.ts`]: "import 'left-pad'\n",
    'node_modules/left-pad/package.json': '{ "name": "left-pad", "version": "1.0.0", "main": "main.js" }',
    'node_modules/left-pad/main.js': '',
    [`${POINTS}/hour.rules.ts`]:
      "import 'node:os'\nimport type { Bank } from '../../ports/bank'\n\nexport type Hour = Bank\n",
    'server/jobs/pull.ts': "import '../adapters/bank/bank'\n",
    'server/adapters/bank/copy.ts': "import '../../simulators/bank/bank'\n",
    'server/simulators/bank/insider.ts': "import '../../features/tiers'\n",
    'server/http/knowing.ts': "import '../features/tiers'\n",
    'miniprogram/ui/Knowing.ts': "import '../features/home/home'\n",
    'miniprogram/features/home/steal.ts': "import '../../../server/ports/bank'\nimport '@tarojs/taro'\n",
  })
  expect(places).toEqual(
    [
      'shared/values/fen.ts:1 shared-is-a-leaf',
      `${TIERS}/demote.ts:1 tiers-calls-downwards`,
      `${TIERS}/notify.ts:1 tiers-calls-downwards`,
      'server/features/notifications/index.ts:1 notifications-calls-downwards',
      'server/features/lottery/index.ts:1 features-have-a-place',
      `${POINTS}/peek.ts:1 features-meet-at-doors`,
      `${POINTS}/call.ts:1 features-know-ports-only`,
      `${POINTS}/query.ts:1 only-stores-query`,
      `${POINTS}/undeclared.ts:1 packages-are-declared`,
      `${POINTS}/hour.rules.ts:1 rules-are-pure`,
      `${POINTS}/hour.rules.ts:2 rules-take-few-types`,
      'server/jobs/pull.ts:1 compose-picks-the-outside',
      'server/adapters/bank/copy.ts:1 adapters-and-simulators-meet-on-the-wire',
      'server/simulators/bank/insider.ts:1 simulators-do-not-know-features',
      'server/http/knowing.ts:1 the-ground-knows-no-feature',
      'miniprogram/ui/Knowing.ts:1 the-ground-knows-no-feature',
      'miniprogram/features/home/steal.ts:1 clients-do-not-know-the-server',
      'miniprogram/features/home/steal.ts:2 only-the-wechat-layer-knows-taro',
    ].sort(),
  )
})

test('finds a cycle, even one of types', async () => {
  const places = await placesIn(checkBoundaries, {
    'shared/values/day.ts': "import type { Moment } from './moment'\n\nexport type Day = Moment\n",
    'shared/values/moment.ts': "import type { Day } from './day'\n\nexport type Moment = Day\n",
  })
  expect(places).toEqual(['shared/values/day.ts:1 no-cycles'])
})

describe('when the cruise cannot see a part of the tree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-blind-'))
  const blind = join(folder, 'blind.cjs')
  writeFileSync(blind, "module.exports = { forbidden: [], options: { exclude: { path: '^server/' } } }\n")
  afterAll(() => rmSync(folder, { recursive: true }))

  test('names each file that was missed', async () => {
    const places = await placesIn((root) => checkBoundaries(root, blind), {
      'shared/values/points.ts': 'export const points = 1\n',
      'server/main.ts': 'export const main = 1\n',
      'server/compose.ts': 'export const compose = 1\n',
    })
    expect(places).toEqual(['server/compose.ts every-file-was-seen', 'server/main.ts every-file-was-seen'])
  })
})
