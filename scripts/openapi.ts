import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openapiOf } from '../server/http/openapi'
import { productVersion } from '../server/version'
import { api } from '../shared/contract/api'
import { type Endpoint, endpointsOf } from '../shared/contract/endpoint'
import { runCommand, tell } from './commandLine'
import { traceEndpoint } from './trace/traceEndpoint'

const help = `
用法：npm run openapi [-- --check]

由契约生成 docs/openapi.json 与 shared/client 的两份路由，由源码生成 docs/dataflow.md（每个接口从页面到数据表的路径）；
--check 只检查它们是否最新。

Usage: npm run openapi [-- --check]

Makes docs/openapi.json and the two files of routes in shared/client (method and path of every endpoint, all that a
client needs at run time; the mini-program has those of cardholders only) from the contract, and docs/dataflow.md (the road of every endpoint from page to tables) from the sources. With
--check nothing is written: the exit status is 1 when one of them is out of date.
`

const root = path.resolve(__dirname, '..')
const madeHere = '// Made from the contract by `npm run openapi`; do not edit.'

runCommand(help, async (words) => {
  const files = {
    'docs/openapi.json': `${JSON.stringify(openapiOf(api, { version: productVersion }), null, 2)}\n`,
    'shared/client/routes.ts': routesFile(),
    'shared/client/cardholderRoutes.ts': cardholderRoutesFile(),
    'docs/dataflow.md': dataflowFile(),
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

type Features = [feature: string, endpoints: Record<string, Endpoint>][]

/** Just what is called from a phone, as the type says it too. */
function cardholderApi(): Features {
  const byPhones = (endpoint: Endpoint) => ['public', 'visitor', 'phone', 'cardholder'].includes(endpoint.access)
  return Object.entries<Record<string, Endpoint>>(api)
    .filter(([feature]) => feature !== 'service')
    .map(([feature, endpoints]): Features[number] => [
      feature,
      Object.fromEntries(Object.entries(endpoints).filter(([, endpoint]) => byPhones(endpoint))),
    ])
    .filter(([, endpoints]) => Object.keys(endpoints).length > 0)
}

function cardholderRoutesFile(): string {
  const blocks = cardholderApi().flatMap(([feature, endpoints]) => [
    `  ${feature}: {`,
    ...Object.entries(endpoints).map(routeLine),
    '  },',
  ])
  return [
    madeHere,
    "import type { CardholderApi } from '../contract/cardholderApi'",
    "import type { RoutesOf } from './createClient'",
    '',
    'export const cardholderRoutes: RoutesOf<CardholderApi> = {',
    ...blocks,
    '}',
    '',
  ].join('\n')
}

/** Those of cardholders, and all others beside them. */
function routesFile(): string {
  const known = new Map(cardholderApi())
  const blocks = Object.entries<Record<string, Endpoint>>(api).flatMap(([feature, endpoints]) => {
    const ofPhones = known.get(feature)
    const others = Object.entries(endpoints).filter(([name]) => !(ofPhones && name in ofPhones))
    if (others.length === 0) return []
    const spread = ofPhones ? [`    ...cardholderRoutes.${feature},`] : []
    return [`  ${feature}: {`, ...spread, ...others.map(routeLine), '  },']
  })
  return [
    madeHere,
    "import type { Api } from '../contract/api'",
    "import { cardholderRoutes } from './cardholderRoutes'",
    "import type { RoutesOf } from './createClient'",
    '',
    'export const routes: RoutesOf<Api> = {',
    '  ...cardholderRoutes,',
    ...blocks,
    '}',
    '',
  ].join('\n')
}

function routeLine([name, { method, path: at }]: [name: string, endpoint: Endpoint]): string {
  return `    ${name}: ['${method}', '${at}'],`
}

/** What `npm run trace -- --all` prints, as a page. */
function dataflowFile(): string {
  const roads = endpointsOf(api).map((endpoint) => traceEndpoint(root, endpoint).join('\n'))
  return [
    '# 数据流 · Data flow',
    '',
    '由 `npm run openapi` 从源码生成，请勿手改：每个接口从页面到数据表的路径，即 `npm run trace -- --all` 的输出。',
    'Made from the sources by `npm run openapi`, not by hand: the road of every endpoint from page to tables, as',
    '`npm run trace -- --all` prints it.',
    '',
    '```',
    roads.join('\n\n'),
    '```',
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
