import { createRequire } from 'node:module'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

const load = createRequire(__filename)
type StyleCompiler = (root: string, files: string[], options: object) => Record<string, string> | Error
type TemplateCompiler = (root: string, ...rest: [files: string[], scripts: string[], options: object]) => string

const withRoom = { maxBuffer: 64 * 1024 * 1024 }

/** Runs WeChat's own template and style compilers over a package; what they refuse, a phone would not show. */
export function checkTemplates(packageDirectory: string): Finding[] {
  return [...checkMarkup(packageDirectory), ...checkStyles(packageDirectory)]
}

function checkMarkup(root: string): Finding[] {
  const compile: TemplateCompiler = load('miniprogram-compiler/src/wcc')
  const names = filesUnder(root, '.wxml').map((file) => file.replace(/\.wxml$/, ''))
  if (names.length === 0) return [{ file: root, problem: 'the package holds no template' }]
  try {
    compile(root, names, filesUnder(root, '.wxs'), withRoom)
    return []
  } catch (error) {
    return [{ file: 'wxml', problem: String(error) }]
  }
}

function checkStyles(root: string): Finding[] {
  const compile: StyleCompiler = load('miniprogram-compiler/src/wcsc')
  const names = filesUnder(root, '.wxss').map((file) => file.replace(/\.wxss$/, ''))
  // This compiler hands its error back instead of throwing it.
  const compiled = compile(root, names, withRoom)
  return compiled instanceof Error ? [{ file: 'wxss', problem: compiled.message }] : []
}
