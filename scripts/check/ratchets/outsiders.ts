import ts from 'typescript'
import type { Finding } from '../finding'
import { isTest } from '../sourceTree'
import { type CodeFile, findingAt, isMember, nodesOf } from './sourceFile'

const PURE = [/^server\/(features|http|jobs)\//, /^shared\//, /^miniprogram\/features\//]
const MAY_READ_SETTINGS = [/^server\/environment\.ts$/, /^scripts\//, /^config\//, /^[^/]+$/]

/** The clock, chance and the network are arguments: a test can then say what time it is. */
export function hiddenOutsiders(file: CodeFile): Finding[] {
  if (isTest(file.path) || !PURE.some((folder) => folder.test(file.path))) return []
  return nodesOf(file, isHiddenOutsider).map((node) =>
    findingAt(file, node, {
      rule: 'hidden-outsider',
      todo: `${node.getText().replace(/\(.*/s, '')} reaches outside; take the clock, the chance or the sender as an argument`,
    }),
  )
}

/** Settings have one door, which names the variable and its form when one is wrong. */
export function hiddenSettings(file: CodeFile): Finding[] {
  if (isTest(file.path) || MAY_READ_SETTINGS.some((place) => place.test(file.path))) return []
  return nodesOf(file, isEnvironment)
    .filter((node) => !isPlatformOfBuild(file, node))
    .map((node) =>
      findingAt(file, node, { rule: 'hidden-setting', todo: 'read it in server/environment.ts and pass it in' }),
    )
}

function isHiddenOutsider(node: ts.Node): node is ts.Node {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  if (isMember(node, 'Date', 'now') || isMember(node, 'Math', 'random')) return true
  if (!ts.isCallExpression(node)) return false
  const called = node.expression.getText()
  return called === 'globalThis.fetch' || (called === 'fetch' && !isDeclaredAround(node, 'fetch'))
}

function isEnvironment(node: ts.Node): node is ts.Node {
  return isMember(node, 'process', 'env')
}

/** Taro's build puts the platform's name in the place of this expression; at run time there is no environment. */
function isPlatformOfBuild(file: CodeFile, node: ts.Node): boolean {
  return file.path.startsWith('miniprogram/') && isMember(node.parent, 'process.env', 'TARO_ENV')
}

/** Whether a parameter, a variable or an import called `name` can be seen from `node`: then it was passed in. */
function isDeclaredAround(node: ts.Node, name: string): boolean {
  for (let scope = node.parent; scope; scope = scope.parent) {
    const inParameters = ts.isFunctionLike(scope) && scope.parameters.some((one) => binds(one.name, name))
    if (inParameters || (isBlock(scope) && scope.statements.some((one) => declares(one, name)))) return true
  }
  return false
}

function isBlock(node: ts.Node): node is ts.Block | ts.SourceFile {
  return ts.isBlock(node) || ts.isSourceFile(node)
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some((one) => binds(one.name, name))
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name
  if (!ts.isImportDeclaration(statement)) return false
  const named = statement.importClause?.namedBindings
  return named !== undefined && ts.isNamedImports(named) && named.elements.some((one) => one.name.text === name)
}

function binds(pattern: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(pattern)) return pattern.text === name
  return pattern.elements.some((one) => ts.isBindingElement(one) && binds(one.name, name))
}
