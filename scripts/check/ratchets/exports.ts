import ts from 'typescript'
import type { Finding } from '../finding'
import { type CodeFile, codeFile, findingAt, nodesOf, type Ratchet } from './sourceFile'

const DEMANDED = [
  /\.config\.(ts|cjs|mjs|js)$/,
  /^config\//,
  /^miniprogram\/app\.tsx?$/,
  /^miniprogram\/custom-tab-bar\/index\.tsx$/,
  /\.d\.ts$/,
]

/** Named exports only. Taro wants a default from the app and from each page; `appConfig` is the text that lists the pages. */
export function defaultExports(appConfig: string): Ratchet {
  const pages = pagesNamedIn(appConfig)
  const isDemanded = (path: string) =>
    DEMANDED.some((pattern) => pattern.test(path)) ||
    pages.has(path.replace(/^miniprogram\//, '').replace(/\.tsx?$/, ''))
  return (file) => (isDemanded(file.path) ? [] : nodesOf(file, isDefaultExport).map((node) => complaint(file, node)))
}

function complaint(file: CodeFile, node: ts.Node): Finding {
  return findingAt(file, node, {
    rule: 'default-export',
    todo: 'export it by name, so that it has one name everywhere',
  })
}

function isDefaultExport(node: ts.Node): node is ts.Node {
  if (ts.isExportAssignment(node)) return !node.isExportEquals
  if (ts.isExportSpecifier(node)) return node.name.text === 'default'
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  )
}

/** Any string of the configuration, and any below any other, since a sub-package names its root and its pages apart. */
function pagesNamedIn(appConfig: string): Set<string> {
  const strings = nodesOf(codeFile('app.config.ts', appConfig), ts.isStringLiteral).map(({ text }) =>
    text.replace(/^\/|\/$/g, ''),
  )
  return new Set([...strings, ...strings.flatMap((root) => strings.map((page) => `${root}/${page}`))])
}
