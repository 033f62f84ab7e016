import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Node, parse } from 'acorn'
import { visit } from './dialect'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

/** What Taro and React say of themselves is not ours, and holds nobody's data. */
const ofOthers = /^(taro|vendors|runtime)\.js$/

/** Our own code writes nothing to the log of a phone: what it knows is the cardholder's. */
export function checkLogs(root: string): Finding[] {
  return filesUnder(root, '.js')
    .filter((file) => !ofOthers.test(file))
    .filter((file) => logs(readFileSync(path.join(root, file), 'utf8')))
    .map((file) => ({ file, problem: 'writes to the log' }))
}

function logs(text: string): boolean {
  let program: Node
  try {
    program = parse(text, { ecmaVersion: 2018, sourceType: 'script' })
  } catch {
    // What does not parse is the dialect check's to report.
    return false
  }
  let seen = false
  visit(program, (node) => {
    seen ||= isLogging(node)
  })
  return seen
}

interface Call extends Node {
  callee: Node & { object?: { name?: string }; property?: { name?: string } }
}

function isLogging(node: Node): boolean {
  if (node.type !== 'CallExpression') return false
  const { object, property } = (node as Call).callee
  return object?.name === 'console' && ['log', 'info', 'debug'].includes(property?.name ?? '')
}
