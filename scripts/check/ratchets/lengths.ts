import ts from 'typescript'
import type { Finding } from '../finding'
import { type CodeFile, findingAt, firstLineOf, lastLineOf, nodesOf } from './sourceFile'

const LINES_IN_FILE = 400
const LINES_IN_FUNCTION = 70
const LINES_IN_COMPONENT = 100

type WithBody = ts.FunctionLikeDeclaration & { body: ts.Node }

export function longFiles({ path, text }: CodeFile): Finding[] {
  const lines = text.replace(/\n$/, '').split('\n').length
  if (lines <= LINES_IN_FILE) return []
  return [{ path, rule: 'file-length', todo: `${lines} lines, ${LINES_IN_FILE} at most; split it by what it is about` }]
}

export function longFunctions(file: CodeFile): Finding[] {
  return nodesOf(file, hasBody)
    .filter((node) => !isGroupOfTests(node))
    .flatMap((node) => {
      const lines = lastLineOf(node) - firstLineOf(node) + 1
      const limit = drawsElements(node) ? LINES_IN_COMPONENT : LINES_IN_FUNCTION
      if (lines <= limit) return []
      const todo = `${nameOf(node)} has ${lines} lines, ${limit} at most; give its steps names of their own`
      return [findingAt(file, node, { rule: 'function-length', todo })]
    })
}

function hasBody(node: ts.Node): node is WithBody {
  return ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined
}

/** `describe(…, () => { … })` is a chapter of sentences, not a function that anybody has to follow. */
function isGroupOfTests({ parent }: WithBody): boolean {
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText())
}

/** A component returns elements itself; one that only holds a function that does is an ordinary function. */
function drawsElements(node: WithBody): boolean {
  const visit = (child: ts.Node): boolean =>
    ts.isJsxElement(child) ||
    ts.isJsxSelfClosingElement(child) ||
    ts.isJsxFragment(child) ||
    (!ts.isFunctionLike(child) && (ts.forEachChild(child, visit) ?? false))
  return visit(node.body)
}

function nameOf(node: WithBody): string {
  if (node.name) return node.name.getText()
  const { parent } = node
  const holder = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : undefined
  return holder ?? 'this function'
}
