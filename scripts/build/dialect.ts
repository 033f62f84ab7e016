import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Node, parse } from 'acorn'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

/**
 * Every script must parse as ES2018, the newest that WeChat's oldest supported engines understand, and none may turn
 * text into code, which WeChat forbids. `Function("return this")` is let through: polyfills use it to find the global
 * object, inside a `try`.
 */
export function checkDialect(packageDirectory: string): Finding[] {
  return filesUnder(packageDirectory, '.js').flatMap((file) =>
    checkScript(file, readFileSync(path.join(packageDirectory, file), 'utf8')),
  )
}

function checkScript(file: string, text: string): Finding[] {
  let program: Node
  try {
    program = parse(text, { ecmaVersion: 2018, sourceType: 'script' })
  } catch (error) {
    return [{ file, problem: `does not parse as ES2018: ${String(error)}` }]
  }
  const found: Finding[] = []
  visit(program, (node) => {
    const problem = codeFromText(node)
    if (problem) found.push({ file, problem })
  })
  return found
}

interface Call extends Node {
  callee: Node & { name?: string }
  arguments: (Node & { value?: unknown })[]
}

function codeFromText(node: Node): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const { callee, arguments: given } = node as Call
  if (callee.type !== 'Identifier') return undefined
  if (callee.name === 'eval') return 'calls eval'
  if (callee.name !== 'Function') return undefined
  return given.length === 1 && given[0]?.value === 'return this' ? undefined : 'makes a Function from text'
}

/** Sees a node and all below it. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of Object.values(node)) {
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, see)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}
