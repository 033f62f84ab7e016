import ts from 'typescript'
import type { Finding } from '../finding'
import { type CodeFile, findingAt, nodesOf } from './sourceFile'

// One letter of each word stands in brackets, so that this file passes its own check.
const UNFINISHED = /\b(TO[D]O|FIXM[E]|XX[X])\b/

export function anyTypes(file: CodeFile): Finding[] {
  return nodesOf(file, isAny).map((node) =>
    findingAt(file, node, { rule: 'no-any', todo: 'name the shape, or take `unknown` and parse it' }),
  )
}

export function unfinishedMarks({ path, text }: CodeFile): Finding[] {
  return text.split('\n').flatMap((line, at) => {
    const mark = UNFINISHED.exec(line)?.[0]
    if (mark === undefined) return []
    return [
      { path, line: at + 1, rule: 'unfinished', todo: `${mark}: do it now, or open an issue and take the mark away` },
    ]
  })
}

/** A rule is a pure function of its arguments, so it never waits for anything. */
export function waitingRules(file: CodeFile): Finding[] {
  if (!file.path.endsWith('.rules.ts')) return []
  return nodesOf(file, waits).map((node) =>
    findingAt(file, node, { rule: 'rules-do-not-wait', todo: 'fetch in the use case and pass the value to the rule' }),
  )
}

const GROUPS = /^(describe|it|test)(\.\w+)*$/
const LEFT_OUT = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'])
const TURNED = new Set(['skip', 'only', 'todo', 'failing'])

/** A test that does not run proves nothing and looks as if it did. */
export function silencedTests(file: CodeFile): Finding[] {
  if (!/\.test\.tsx?$/.test(file.path)) return []
  return nodesOf(file, silences).map((node) =>
    findingAt(file, node, { rule: 'silenced-test', todo: `${node.getText()}: let every test run, or delete it` }),
  )
}

function isAny(node: ts.Node): node is ts.Node {
  return node.kind === ts.SyntaxKind.AnyKeyword
}

function waits(node: ts.Node): node is ts.Node {
  return ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword
}

function silences(node: ts.Node): node is ts.Node {
  if (ts.isPropertyAccessExpression(node)) return TURNED.has(node.name.text) && GROUPS.test(node.expression.getText())
  return (
    ts.isIdentifier(node) &&
    LEFT_OUT.has(node.text) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression === node
  )
}
