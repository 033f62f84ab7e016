import ts from 'typescript'
import type { Finding } from '../finding'
import { isTest } from '../sourceTree'
import { type CodeFile, findingAt, nodesOf } from './sourceFile'

const STATEMENT =
  /^\s*(SELECT\s[\s\S]*\sFROM\s|INSERT\s+(OR\s+\w+\s+|IGNORE\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|(CREATE|DROP|ALTER)\s+(TABLE|VIEW|INDEX|DATABASE)\s)/
const BUILDERS = new Set(['createQueryBuilder', 'getRepository'])
const ON_A_CONNECTION = new Set(['rows', 'change', 'insert'])
const CONNECTIONS = /(^|\.)(tx|reader)$/

/** `save` reads a row and writes it back: of 600 concurrent increments 51 were kept. */
export function savesInStores(file: CodeFile): Finding[] {
  if (!file.path.endsWith('.store.ts')) return []
  return nodesOf(file, ts.isCallExpression)
    .filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'save')
    .map((node) =>
      findingAt(file, node, { rule: 'no-save', todo: 'write a guarded UPDATE or an INSERT and check the count' }),
    )
}

/** Only a store knows its tables, so that a change of a table is a change of one file. */
export function statementsOutsideStores(file: CodeFile): Finding[] {
  if (!/^(server|scripts|shared)\//.test(file.path) || mayQuery(file.path)) return []
  return nodesOf(file, isQuery).map((node) =>
    findingAt(file, node, {
      rule: 'sql-outside-store',
      todo: 'move the statement to the *.store.ts of its table and call that',
    }),
  )
}

function mayQuery(path: string): boolean {
  return isTest(path) || path.startsWith('server/db/') || /^server\/.*\.(store|entities)\.ts$/.test(path)
}

function isQuery(node: ts.Node): node is ts.Node {
  if (ts.isStringLiteralLike(node)) return STATEMENT.test(node.text)
  if (ts.isTemplateExpression(node)) return STATEMENT.test(node.getText().slice(1))
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const { expression, name } = node.expression
  return BUILDERS.has(name.text) || (ON_A_CONNECTION.has(name.text) && CONNECTIONS.test(expression.getText()))
}
