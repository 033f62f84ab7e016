import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { api } from '../../shared/contract/api'
import type { Endpoint } from '../../shared/contract/endpoint'

/** One step of the road: a function in a file. */
interface Step {
  file: string
  name: string
  depth: number
}

/** The road of an endpoint, one line a step, from the pages that call it to the tables that it touches. */
export function traceEndpoint(root: string, endpoint: Endpoint): string[] {
  const [feature, name] = placeOf(endpoint)
  const steps = stepsFrom(root, { feature, name })
  const tables = tablesOf(root, steps)
  return [
    `${endpoint.id}  ${endpoint.method} ${endpoint.path}  (${endpoint.access})`,
    ...callersOf(root, `${feature}.${name}`).map((file) => `  page      ${file}`),
    `  contract  ${contractFile(root, endpoint.id)}`,
    ...steps.map(({ file, name: step, depth }) => `  ${roleOf(file).padEnd(9)} ${'  '.repeat(depth)}${file}  ${step}`),
    `  tables    ${tables.join(', ') || 'none'}`,
  ]
}

function placeOf(endpoint: Endpoint): [string, string] {
  for (const [feature, endpoints] of Object.entries(api)) {
    for (const [name, each] of Object.entries(endpoints)) if (each.id === endpoint.id) return [feature, name]
  }
  throw new Error(`${endpoint.id} is not in the contract`)
}

function roleOf(file: string): string {
  const role = /\.(routes|rules|store|entities)\.ts$/.exec(file)?.[1]
  return role ?? (file.startsWith('server/features/') ? 'use case' : 'server')
}

/** Follows the handler of the endpoint through the functions that it calls in the server's own sources. */
function stepsFrom(root: string, { feature, name }: { feature: string; name: string }): Step[] {
  const file = routesFile(root, feature)
  if (!file) return []
  const handler = handlerIn(root, file, name)
  if (!handler) return []
  const steps: Step[] = [{ file, name, depth: 0 }]
  const seen = new Set<string>()
  follow(root, { file, node: handler, depth: 1 }, { steps, seen })
  return steps
}

function routesFile(root: string, feature: string): string | undefined {
  const folder = feature === 'service' ? 'server/http' : `server/features/${feature}`
  if (!existsSync(path.join(root, folder))) return undefined
  const found = readdirSync(path.join(root, folder)).find((file) => file.endsWith('.routes.ts'))
  return found && `${folder}/${found}`
}

function handlerIn(root: string, file: string, name: string): ts.Node | undefined {
  let found: ts.Node | undefined
  const visit = (node: ts.Node): void => {
    const isProperty = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)
    if (isProperty && ts.isIdentifier(node.name) && node.name.text === name && !found) found = node
    ts.forEachChild(node, visit)
  }
  visit(sourceOf(root, file))
  return found
}

const deepest = 6

function follow(
  root: string,
  at: { file: string; node: ts.Node; depth: number },
  trail: { steps: Step[]; seen: Set<string> },
): void {
  if (at.depth > deepest) return
  for (const name of namesCalledIn(at.node)) {
    const target = definitionOf(root, at.file, name)
    if (!target || trail.seen.has(`${target.file} ${target.name}`)) continue
    trail.seen.add(`${target.file} ${target.name}`)
    trail.steps.push({ file: target.file, name: target.name, depth: at.depth })
    follow(root, { file: target.file, node: target.node, depth: at.depth + 1 }, trail)
  }
}

function namesCalledIn(node: ts.Node): string[] {
  const names = new Set<string>()
  const visit = (each: ts.Node): void => {
    const callee = ts.isCallExpression(each) || ts.isNewExpression(each) ? each.expression : undefined
    if (callee && ts.isIdentifier(callee)) names.add(callee.text)
    ts.forEachChild(each, visit)
  }
  visit(node)
  return [...names]
}

/** Where a name that a file uses is written down: in the file itself, or behind one of its imports. */
function definitionOf(
  root: string,
  file: string,
  name: string,
): { file: string; name: string; node: ts.Node } | undefined {
  const source = sourceOf(root, file)
  for (const statement of source.statements) {
    const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    if (isNamed && statement.name?.text === name) return { file, name, node: statement }
  }
  for (const statement of source.statements) {
    const link = linkFor(statement, name)
    const target = link && fileBehind(root, file, link.from)
    if (target) return definitionOf(root, target, link.name)
  }
  return undefined
}

/** The import or re-export that brings the name, with what it is called there. */
function linkFor(statement: ts.Statement, name: string): { from: string; name: string } | undefined {
  const isLink = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
  if (!isLink || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined
  const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause
  if (!named || !(ts.isNamedImports(named) || ts.isNamedExports(named))) return undefined
  for (const element of named.elements) {
    if (element.name.text !== name) continue
    return { from: statement.moduleSpecifier.text, name: (element.propertyName ?? element.name).text }
  }
  return undefined
}

function fileBehind(root: string, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const base = path.posix.join(path.posix.dirname(from), specifier)
  const file = [`${base}.ts`, `${base}/index.ts`].find((each) => existsSync(path.join(root, each)))
  return file && /^server\/(features|db)\//.test(file) ? file : undefined
}

const parsed = new Map<string, ts.SourceFile>()

function sourceOf(root: string, file: string): ts.SourceFile {
  const full = path.join(root, file)
  const known = parsed.get(full)
  if (known) return known
  const source = ts.createSourceFile(file, readFileSync(full, 'utf8'), ts.ScriptTarget.ES2022, true)
  parsed.set(full, source)
  return source
}

function tablesOf(root: string, steps: readonly Step[]): string[] {
  const known = new Set(tableNames(root))
  const found = new Set<string>()
  for (const { file, name } of steps) {
    if (!file.endsWith('.store.ts') && !file.startsWith('server/db/')) continue
    const node = definitionOf(root, file, name)?.node
    for (const word of node?.getText().match(/\b[a-z]+(?:_[a-z]+)*\b/g) ?? []) if (known.has(word)) found.add(word)
  }
  return [...found].sort()
}

function tableNames(root: string): string[] {
  return filesBelow(root, 'server')
    .filter((file) => file.endsWith('.entities.ts'))
    .flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/@Entity\('(\w+)'\)/g)])
    .map((match) => match[1] as string)
}

function callersOf(root: string, call: string): string[] {
  const pattern = new RegExp(`\\b${call.replace('.', '\\s*\\.\\s*')}\\b`)
  return filesBelow(root, 'miniprogram')
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')))
}

function contractFile(root: string, id: string): string {
  const files = filesBelow(root, 'shared/contract')
  return files.find((file) => readFileSync(path.join(root, file), 'utf8').includes(`'${id}'`)) ?? 'none'
}

function filesBelow(root: string, folder: string): string[] {
  const full = path.join(root, folder)
  if (!existsSync(full)) return []
  return readdirSync(full)
    .flatMap((name) => {
      const file = `${folder}/${name}`
      return statSync(path.join(root, file)).isDirectory() ? filesBelow(root, file) : [file]
    })
    .sort()
}
