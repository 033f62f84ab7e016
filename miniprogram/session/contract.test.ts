import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '..')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name),
)

/** `import type`, or an import whose every name is a type. */
function valuesOf(text: string): string[] {
  const imports = [...text.matchAll(/^import (?!type )([^']*?) from '[./]+shared\/contract\/[^']+'/gm)]
  return imports.map(([, names = '']) => names).filter((names) => /(?<!type )\b[a-z]\w*\b(?! as)/.test(strip(names)))
}

const strip = (names: string) => names.replace(/\btype \w+/g, '').replace(/[{},\s]/g, ' ')

test('the mini-program takes types from the contract and no schema: those would bring the whole of zod to the phone', () => {
  expect(sources.length).toBeGreaterThan(100)
  const found = sources.map((name) => ({ name, values: valuesOf(readFileSync(path.join(root, name), 'utf8')) }))
  expect(found.filter(({ values }) => values.length > 0)).toEqual([])
})

test('an import of a value is seen', () => {
  expect(valuesOf("import { tierId } from '../../shared/contract/tiers'\n")).toHaveLength(1)
  expect(valuesOf("import { type Taste, taste } from '../../shared/contract/tastes'\n")).toHaveLength(1)
  expect(valuesOf("import { type Taste, type Tastes } from '../../shared/contract/tastes'\n")).toEqual([])
  expect(valuesOf("import type { Taste } from '../../shared/contract/tastes'\n")).toEqual([])
})
