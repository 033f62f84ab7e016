import { placesIn } from './plantedTree'
import { checkRatchets } from './ratchets'

const lines = (count: number, line = '') => Array.from({ length: count }, () => line).join('\n')
const FEATURE = 'server/features/points'

async function expectFindings(files: Record<string, string>, places: string[]): Promise<void> {
  expect(await placesIn(checkRatchets, files)).toEqual(places.sort())
}

test('passes code that keeps to the limits', async () => {
  await expectFindings(
    {
      'miniprogram/app.config.ts':
        "export default defineAppConfig({ pages: ['features/home/home'], subPackages: [{ root: 'features/help', pages: ['rules'] }] })\n",
      'miniprogram/app.tsx': 'export default function App() {}\n',
      'miniprogram/features/home/home.tsx': 'export default function Home() {}\n',
      'miniprogram/features/help/rules.tsx': 'export default function Rules() {}\n',
      'miniprogram/features/home/home.config.ts': 'export default definePageConfig({})\n',
      'config/index.ts': 'export default {}\nexport const mode = process.env.NODE_ENV\n',
      'server/environment.ts': 'export const environment = process.env\n',
      [`${FEATURE}/grant.ts`]: `export function grant(now: Date) {\n${lines(68)}\n}\nexport const day = new Date(0)\n`,
      [`${FEATURE}/send.ts`]: 'export const send = (fetch: (url: string) => void) => fetch("/")\n',
      [`${FEATURE}/points.store.ts`]: "export const all = (tx: Tx) => tx.rows('SELECT id FROM account')\n",
      [`${FEATURE}/points.rules.ts`]: 'export const double = (points: number) => points * 2\n',
      [`${FEATURE}/grant.test.ts`]: `describe('grants', () => {\n${lines(90)}\n})\nconst now = Date.now()\n`,
    },
    [],
  )
})

describe('lengths', () => {
  test('finds a long file of code or style, and lets a long document be', async () => {
    await expectFindings(
      { 'server/main.ts': lines(401, '//'), 'miniprogram/app.scss': lines(401, '/**/'), 'README.md': lines(500) },
      ['server/main.ts file-length', 'miniprogram/app.scss file-length'],
    )
  })

  test('finds a long function of any kind, and lets a component be longer', async () => {
    await expectFindings(
      {
        'server/declared.ts': `export function f() {\n${lines(70)}\n}\n`,
        'server/arrow.ts': `\nexport const f = () => {\n${lines(70)}\n}\n`,
        'server/method.ts': `export class A {\n  f() {\n${lines(70)}\n  }\n}\n`,
        'miniprogram/ui/Card.tsx': `export const Card = () => {\n${lines(90)}\nreturn <View />\n}\n`,
        'miniprogram/ui/Wall.tsx': `export const Wall = () => {\n${lines(100)}\nreturn <View />\n}\n`,
        'miniprogram/ui/rows.tsx': `export function rows() {\n${lines(80)}\nreturn () => <View />\n}\n`,
      },
      [
        'server/declared.ts:1 function-length',
        'server/arrow.ts:2 function-length',
        'server/method.ts:2 function-length',
        'miniprogram/ui/Wall.tsx:1 function-length',
        'miniprogram/ui/rows.tsx:1 function-length',
      ],
    )
  })
})

test('finds names that say nothing, and lets words be that only contain one', async () => {
  await expectFindings(
    {
      'server/utils/fen.ts': '',
      'shared/values/common.ts': '',
      'server/http.helpers.ts': '',
      'console/dateUtils.ts': '',
      'miniprogram/ui/base.scss': '',
      'server/db/database.ts': '',
      'server/features/assistant/knowledgeBase.ts': '',
    },
    [
      'server/utils/fen.ts dumping-ground',
      'shared/values/common.ts dumping-ground',
      'server/http.helpers.ts dumping-ground',
      'console/dateUtils.ts dumping-ground',
      'miniprogram/ui/base.scss dumping-ground',
    ],
  )
})

test('finds default exports that Taro does not ask for', async () => {
  await expectFindings(
    {
      'miniprogram/app.config.ts': "export default defineAppConfig({ pages: ['features/home/home'] })\n",
      'miniprogram/features/home/Banner.tsx': 'export default function Banner() {}\n',
      'server/main.ts': 'const a = 1\nexport default a\n',
      'server/class.ts': 'export default class A {}\n',
      'server/renamed.ts': 'const a = 1\nexport { a as default }\n',
    },
    [
      'miniprogram/features/home/Banner.tsx:1 default-export',
      'server/main.ts:2 default-export',
      'server/class.ts:1 default-export',
      'server/renamed.ts:2 default-export',
    ],
  )
})

test('finds any, wherever it hides', async () => {
  await expectFindings({ 'server/a.ts': "const any = 'any'\nconst b: Map<string, any[]> = x\nconst c = b as any\n" }, [
    'server/a.ts:2 no-any',
    'server/a.ts:3 no-any',
  ])
})

test('finds marks of unfinished work', async () => {
  const mark = ['TO', 'DO'].join('')
  await expectFindings(
    { 'server/a.ts': `\n// ${mark}: later\n`, 'miniprogram/app.scss': `/* ${['FIX', 'ME'].join('')} */\n` },
    ['server/a.ts:2 unfinished', 'miniprogram/app.scss:1 unfinished'],
  )
})

test('finds hidden clocks, chance, network and settings', async () => {
  await expectFindings(
    {
      [`${FEATURE}/grant.ts`]:
        'new Date()\nDate.now()\nMath.random()\nfetch("/")\nglobalThis.fetch("/")\nnew Date(0)\n',
      'shared/values/ids.ts': 'export const id = () => Math.random()\n',
      'miniprogram/features/home/home.tsx': 'export const now = Date.now\n',
      'server/adapters/bank.ts': 'fetch("/")\nDate.now()\n',
      'server/compose.ts': 'new Date()\nprocess.env.HOME\n',
      'miniprogram/wechat/platform.ts': 'process.env.TARO_ENV\nprocess.env.HOME\n',
    },
    [
      ...[1, 2, 3, 4, 5].map((line) => `${FEATURE}/grant.ts:${line} hidden-outsider`),
      'shared/values/ids.ts:1 hidden-outsider',
      'miniprogram/features/home/home.tsx:1 hidden-outsider',
      'server/compose.ts:2 hidden-setting',
      'miniprogram/wechat/platform.ts:2 hidden-setting',
    ],
  )
})

test('finds statements outside stores, and saves inside them', async () => {
  await expectFindings(
    {
      [`${FEATURE}/grant.ts`]: [
        "tx.rows('SELECT id FROM account')",
        'const text = `UPDATE $' + '{table} SET remaining = 0`',
        'source.getRepository(Account)',
        "database.reader.rows('x')",
        "const words = 'Select a card from the list'",
        'supplier.query(order)',
      ].join('\n'),
      [`${FEATURE}/points.store.ts`]: 'repository.save(account)\n',
    },
    [
      ...[1, 2, 3, 4].map((line) => `${FEATURE}/grant.ts:${line} sql-outside-store`),
      `${FEATURE}/points.store.ts:1 no-save`,
    ],
  )
})

test('finds rules that wait', async () => {
  await expectFindings({ [`${FEATURE}/points.rules.ts`]: 'export async function f() {\n  await g()\n}\n' }, [
    `${FEATURE}/points.rules.ts:1 rules-do-not-wait`,
    `${FEATURE}/points.rules.ts:2 rules-do-not-wait`,
  ])
})

test('finds tests that do not run', async () => {
  const silenced = [
    'it.skip("a", f)',
    'describe.only("b", f)',
    'xit("c", f)',
    'skip(1)',
    'list.only(1)',
    'test.skip.each([1])',
  ]
  await expectFindings(
    { [`${FEATURE}/grant.test.ts`]: silenced.join('\n') },
    [1, 2, 3, 6].map((line) => `${FEATURE}/grant.test.ts:${line} silenced-test`),
  )
})
