import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openapiOf } from '../server/http/openapi'
import { productVersion } from '../server/version'
import { api } from '../shared/contract/api'
import type { Endpoint } from '../shared/contract/endpoint'
import { runCommand, tell } from './commandLine'

const help = `
用法：npm run openapi [-- --check]

由契约生成 docs/openapi.json 与 shared/client/routes.ts；--check 只检查二者是否最新。

Usage: npm run openapi [-- --check]

Makes docs/openapi.json and shared/client/routes.ts (method and path of every endpoint, all that a client needs at run
time) from the contract. With --check nothing is written: the exit status is 1 when one of them is out of date.
`

const root = path.resolve(__dirname, '..')

runCommand(help, async (words) => {
  const files = {
    'docs/openapi.json': `${JSON.stringify(openapiOf(api, { version: productVersion }), null, 2)}\n`,
    'shared/client/routes.ts': routesFile(),
  }
  const stale = Object.entries(files).filter(([file, text]) => text !== readOrEmpty(file))
  if (words.includes('--check')) {
    for (const [file] of stale) tell(`${file} is out of date: npm run openapi`)
    return stale.length > 0 ? 1 : 0
  }
  for (const [file, text] of stale) {
    writeFileSync(path.join(root, file), text)
    tell(`${file} written`)
  }
  return 0
})

function routesFile(): string {
  const features = Object.entries<Record<string, Endpoint>>(api).map(([feature, endpoints]) => {
    const lines = Object.entries(endpoints).map(
      ([name, { method, path: at }]) => `    ${name}: ['${method}', '${at}'],`,
    )
    return [`  ${feature}: {`, ...lines, '  },'].join('\n')
  })
  return [
    '// Made from the contract by `npm run openapi`; do not edit.',
    "import type { Api } from '../contract/api'",
    "import type { RoutesOf } from './createClient'",
    '',
    'export const routes: RoutesOf<Api> = {',
    ...features,
    '}',
    '',
  ].join('\n')
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(path.join(root, file), 'utf8')
  } catch {
    return ''
  }
}
