import { placesIn } from './plantedTree'
import { checkWords } from './words'

// Every foreign word is put together here, so that this file itself holds none.
const joined = (...pieces: string[]) => pieces.join('')

test.each([
  ['workshop-path', joined('see /wo', 'rk/main')],
  ['registry-host', joined('https://registry', '.npmjs.org/koa')],
  ['registry-host', joined('//example.com/:_auth', 'Token=abc')],
  ['workshop-word', joined('written by Clau', 'de')],
  ['workshop-word', joined('an AI ', 'assistant wrote this')],
])('finds a planted %s', async (rule, text) => {
  expect(await placesIn(checkWords, { 'docs/notes.md': `first line\n${text}\n` })).toEqual([`docs/notes.md:2 ${rule}`])
})

test('finds a foreign word in the name of a file', async () => {
  expect(await placesIn(checkWords, { [joined('CLAU', 'DE.md')]: '' })).toHaveLength(1)
})

test('finds the registry that a lock file names', async () => {
  const lock = joined('{\n"resolved": "https:/', '/packages.example.com/koa.tgz"\n}')
  expect(await placesIn(checkWords, { 'package-lock.json': lock })).toEqual(['package-lock.json:2 registry-host'])
})

test('finds the registry of this machine without being told its name', async () => {
  const before = process.env.npm_config_registry
  process.env.npm_config_registry = 'https://packages.example.com/npm/'
  try {
    const places = await placesIn(checkWords, { 'docs/notes.md': 'from packages.example.com\n' })
    expect(places).toEqual(['docs/notes.md:1 registry-host'])
  } finally {
    if (before === undefined) delete process.env.npm_config_registry
    else process.env.npm_config_registry = before
  }
})

test("lets the product's own words be", async () => {
  const text = 'assistant, session, User-Agent, network/work/day, a cursor, registry of cards\n'
  expect(await placesIn(checkWords, { 'docs/glossary.md': text, 'package-lock.json': '{}' })).toEqual([])
})
