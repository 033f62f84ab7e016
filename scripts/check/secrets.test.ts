import { placesIn } from './plantedTree'
import { checkSecrets } from './secrets'

// Every secret is put together here, so that this file itself holds none.
const joined = (...pieces: string[]) => pieces.join('')
const CARD = joined('4111', '1111', '1111', '1111')
const HEX = '3f9a1c7be2d84056'

const PLANTED: [string, string][] = [
  ['private-key', joined('-----BEGIN RSA ', 'PRIVATE KEY-----')],
  ['private-key', joined('-----BEGIN ', 'PRIVATE KEY-----')],
  ['cloud-key', joined('AKIA', 'IOSFODNN7EXAMPLE')],
  ['cloud-key', joined('AIza', 'b'.repeat(35))],
  ['cloud-key', joined('AKID', 'c'.repeat(32))],
  ['access-token', joined('ghp', '_', 'd'.repeat(36))],
  ['access-token', joined('eyJhbGciOiJI', '.eyJzdWIiOiIx', '.SflKxwRJSMeKKF2Q')],
  ['app-secret', joined('AppSecret = "', HEX, HEX, '"')],
  ['app-secret', joined('WECHAT_APP_SECRET=', HEX, HEX)],
  ['database-password', joined('mysql://kaquan:', 'n7Wq2x@db.example.com/kaquan')],
  ['card-number', joined('card ', CARD)],
  ['card-number', joined('4111 1111', ' 1111 1111')],
  ['card-number', joined("'622848", "0402564890018'")],
]

const HARMLESS = [
  'mysql://kaquan:password@127.0.0.1:3306/kaquan',
  'mysql://user:<password>@host/db',
  joined('mysql://root:$', '{password}@127.0.0.1/test'),
  `token = "${'0'.repeat(32)}"`,
  `"integrity": "${HEX}${HEX}"`,
  'at 1700000000000 ms',
  joined('one digit off: 4111', '1111', '1111', '1112'),
  'd="M0.4111111111111111,4"',
]

test.each(PLANTED)('finds a planted %s', async (rule, text) => {
  expect(await placesIn(checkSecrets, { 'docs/notes.md': `first line\n${text}\n` })).toEqual([
    `docs/notes.md:2 ${rule}`,
  ])
})

test.each(HARMLESS)('lets %s be', async (text) => {
  expect(await placesIn(checkSecrets, { '.env.example': `${text}\n` })).toEqual([])
})

test('lets a test plant a card number, and the lock file its checksums', async () => {
  const tree = { 'server/http/scrub.test.ts': CARD, 'package-lock.json': CARD, 'dist/app.js': CARD }
  expect(await placesIn(checkSecrets, tree)).toEqual([])
})
