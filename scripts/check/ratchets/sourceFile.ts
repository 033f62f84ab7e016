import ts from 'typescript'
import type { Finding } from '../finding'

/** A code file as the ratchets look at it. Style sheets have lines but no syntax. */
export interface CodeFile {
  path: string
  text: string
  syntax?: ts.SourceFile
}

export type Ratchet = (file: CodeFile) => Finding[]

export function codeFile(path: string, text: string): CodeFile {
  if (path.endsWith('.scss')) return { path, text }
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : /ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JS
  return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

/** Every node of the file that `pick` takes, in the order of the text. */
export function nodesOf<Node extends ts.Node>(file: CodeFile, pick: (node: ts.Node) => node is Node): Node[] {
  const found: Node[] = []
  const visit = (node: ts.Node) => {
    if (pick(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  if (file.syntax) visit(file.syntax)
  return found
}

export function findingAt(file: CodeFile, node: ts.Node, what: { rule: string; todo: string }): Finding {
  return { path: file.path, line: firstLineOf(node), ...what }
}

export function firstLineOf(node: ts.Node): number {
  const source = node.getSourceFile()
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}

export function lastLineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd()).line + 1
}

/** Whether `node` is `object.name`, as in `Date.now`. */
export function isMember(node: ts.Node, object: string, name: string): boolean {
  return ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === name
}
