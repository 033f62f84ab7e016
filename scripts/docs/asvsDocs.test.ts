import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../check/runTool'
import { read } from '../check/sourceTree'

const page = read(REPOSITORY, 'docs/security/asvs.md')
const items = page.split('\n').flatMap((line) => {
  const [, number, level, asks = '', state, why = ''] =
    /^\| V(\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (met|n\/a|not met) \| (.*) \|$/.exec(line) ?? []
  return number ? [{ number, level, asks, state, why }] : []
})

/** How many items levels 1 and 2 of ASVS 5.0.0 have in each chapter, from V1 to V17. */
const ofChapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
/** How many of all of them are of level 1. */
const ofLevelOne = 70

const count = (state: string, list = items) => list.filter((item) => item.state === state).length
const inChapter = (chapter: number) => items.filter(({ number }) => number.startsWith(`${chapter}.`))

test('every item of the two levels is there, once, in its order', () => {
  expect(ofChapters.map((_, at) => inChapter(at + 1).length)).toEqual(ofChapters)
  expect(items.filter(({ level }) => level === '1')).toHaveLength(ofLevelOne)
  const order = items.map(({ number }) => number.split('.').reduce((sum, part) => sum * 100 + Number(part), 0))
  expect(order).toEqual([...new Set(order)].sort((one, other) => one - other))
})

test('the sums at the top are right', () => {
  const sums = [...page.matchAll(/^\| V(\d+) .+? \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)]
  const counted = ofChapters.map((_, at) => {
    const list = inChapter(at + 1)
    return [at + 1, list.length, count('met', list), count('n/a', list), count('not met', list)]
  })
  expect(sums.map(([, ...numbers]) => numbers.map(Number))).toEqual(counted)
  const all = [items.length, count('met'), count('n/a'), count('not met')]
  expect(page).toContain(`| **all** | ${all.join(' | ')} |`)
  expect(page).toContain(`Of the ${items.length - count('n/a')} items that apply, ${count('met')} are met.`)
  expect(page).toContain(
    `全部 ${all[0]} 项逐项自查：${all[1]} 项满足（写明靠什么、由哪个测试证明），${all[2]} 项不适用`,
  )
})

const pathsIn = (why: string) =>
  [...why.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)*)`/g)].map(([, path = '']) => path).filter(isPath)
const isPath = (text: string) =>
  /^(server|shared|tests|scripts|docs|console|miniprogram)\/|^(package(-lock)?|biome)\.json$|^\.[\w-]+\.cjs$/.test(text)

test('every file that is named is there', () => {
  const gone = items.flatMap(({ number, why }) => pathsIn(why).map((path) => ({ number, path })))
  expect(gone.length).toBeGreaterThan(200)
  expect(gone.filter(({ path }) => !existsSync(join(REPOSITORY, path)))).toEqual([])
})

test('every file that the threats name is there', () => {
  const named = pathsIn(read(REPOSITORY, 'docs/security/threats.md'))
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([])
})

test('every test that is named is there', () => {
  const named = items.flatMap(({ number, why }) =>
    [...why.matchAll(/`([\w./-]+\.(?:test|journey)\.tsx?)` "([^"]+)"/g)].map(([, path = '', name = '']) => ({
      number,
      path,
      name,
    })),
  )
  expect(named.length).toBeGreaterThan(80)
  const text = (path: string) =>
    existsSync(join(REPOSITORY, path)) ? read(REPOSITORY, path).replaceAll("\\'", "'") : ''
  expect(named.filter(({ path, name }) => !text(path).includes(name))).toEqual([])
})

test('what is met says by what, and all else says why', () => {
  const bare = items.filter(({ state, why }) =>
    state === 'met' ? pathsIn(why).length === 0 && why.length < 12 : why.length < 4,
  )
  expect(bare).toEqual([])
})
