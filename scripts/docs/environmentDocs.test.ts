import { readFileSync } from 'node:fs'
import path from 'node:path'
import { EnvironmentError, readEnvironment, type Variables } from '../../server/environment'

const root = path.resolve(__dirname, '../..')
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Variables that the server does not read, each with the file that does. */
const readElsewhere = {
  TEST_DATABASE_SERVER: 'tests/support/testDatabase.ts',
  TEST_REDIS_URL: 'tests/support/testRedis.ts',
  CHROMIUM_PATH: 'scripts/testing/chromium.ts',
  TARO_APP_API_BASE_URL: 'config/index.ts',
  TARO_APP_JUMP_LIST_KEYS: 'config/index.ts',
}

/** What the server asks for, and what it cannot do without, found by giving it nothing. */
function asked(): { names: string[]; required: string[] } {
  const names = new Set<string>()
  const nothing = new Proxy<Variables>({}, { get: (_, name) => void names.add(String(name)) })
  try {
    readEnvironment(nothing)
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    return { names: [...names].sort(), required: error.problems.map((problem) => problem.split(' ')[0] ?? '').sort() }
  }
  throw new Error('the server asks for nothing that it needs')
}

const everyName = [...asked().names, ...Object.keys(readElsewhere)].sort()

interface DocumentedVariable {
  name: string
  fallback: string
  madeUp: string | undefined
}

function documented(): DocumentedVariable[] {
  const rows = textOf('docs/environment.md').matchAll(/^\| `([A-Z_]+)` \|(.*)\|$/gm)
  return [...rows].map(([, name = '', rest = '']) => {
    const [, fallback = '', , , madeUp] = rest.split(' | ').map((cell) => cell.trim())
    return { name, fallback, madeUp }
  })
}

test('docs/environment.md has every variable, once, and no other', () => {
  expect(
    documented()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(everyName)
})

test('.env.example has every variable, once, and no other', () => {
  const names = [...textOf('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(names.sort()).toEqual(everyName)
})

test('docs/environment.md calls required what the server cannot start without', () => {
  const required = documented().filter(({ fallback }) => fallback === 'required')
  expect(required.map(({ name }) => name).sort()).toEqual(asked().required)
})

test('docs/environment.md says which variables npm start makes up', () => {
  const assigned = textOf('scripts/demoVariables.ts').matchAll(/(?:completed\.|^ {4})([A-Z_]+)(?: =|:) /gm)
  const madeUp = documented().filter((variable) => variable.madeUp)
  expect(madeUp.map(({ name }) => name).sort()).toEqual([...assigned].map(([, name]) => name).sort())
})

test.each(Object.entries(readElsewhere))('%s is still read by %s', (name, file) => {
  expect(textOf(file)).toContain(`process.env.${name}`)
})
