import { readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from '@swc/core'
import { type Node, parse } from 'acorn'
import { visit } from '../../../scripts/build/dialect'

/**
 * A script of the package as the logic thread loads it: a module of its own, in which `typeof name` asks without
 * touching. Nothing else is changed, and lines stay where they are.
 */
export function wrapScript(file: string, source: string): string {
  return `__define(${JSON.stringify(file)},function(require,module,exports){${hushTypeof(source)}\n})`
}

interface Typeof extends Node {
  operator: string
  argument: Node & { name?: string }
}

function hushTypeof(source: string): string {
  const found: Typeof[] = []
  visit(parse(source, { ecmaVersion: 2022, sourceType: 'script', allowReturnOutsideFunction: true }), (node) => {
    const one = node as Typeof
    if (node.type === 'UnaryExpression' && one.operator === 'typeof' && one.argument.type === 'Identifier')
      found.push(one)
  })
  let text = source
  for (const { start, end } of found.sort((a, b) => b.start - a.start)) {
    text = `${text.slice(0, start)} __shown(__hush(),${text.slice(start, end)})${text.slice(end)}`
  }
  return text
}

/** Packs a script of the runner itself, with the ones that it imports, into one that a browser runs. */
export function pack(entry: string): string {
  const modules = new Map<string, string>()
  collect(path.resolve(entry), modules)
  const bodies = [...modules].map(([file, text]) => `${JSON.stringify(file)}:function(require,exports){${text}\n}`)
  return `(function(bodies){var known={};function load(file){if(known[file])return known[file];
var exports=known[file]={};bodies[file](load,exports);return exports}
load(${JSON.stringify(path.resolve(entry))})})({${bodies.join(',\n')}})`
}

function collect(file: string, modules: Map<string, string>): void {
  if (modules.has(file)) return
  modules.set(file, '')
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  })
  const resolved = code.replace(/require\("(\.[^"]+)"\)/g, (_, wanted: string) => {
    const target = `${path.resolve(path.dirname(file), wanted)}.ts`
    collect(target, modules)
    return `require(${JSON.stringify(target)})`
  })
  modules.set(file, resolved)
}
