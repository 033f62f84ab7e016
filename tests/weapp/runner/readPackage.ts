import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { filesUnder } from '../../../scripts/build/filesUnder'
import type { AppJson, PackageFacts, Values } from '../messages'
import { readStyles } from './styles'

export interface BuiltPackage {
  directory: string
  facts: PackageFacts
  /** The templates as JavaScript, by WeChat's own compiler: a function from the path of a template to its tree. */
  templates: string
}

type Compile = (root: string, ...rest: [files: string[], scripts: string[], options: object]) => string

export function readPackage(directory: string): BuiltPackage {
  const files = filesUnder(directory)
  const json = (file: string) => JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Values
  const app = json('app.json') as unknown as AppJson
  const theme = app.themeLocation && existsSync(path.join(directory, app.themeLocation)) ? json(app.themeLocation) : {}
  const others = files.filter((file) => file.endsWith('.json') && !/^(app|project\.config)\.json$/.test(file))
  return {
    directory,
    facts: {
      app,
      settings: Object.fromEntries(others.map((file) => [file.replace(/\.json$/, ''), json(file)])),
      styles: readStyles(directory, files),
      theme: { light: {}, dark: {}, ...theme } as PackageFacts['theme'],
      scripts: files.filter((file) => file.endsWith('.js')),
    },
    templates: compileTemplates(directory, files),
  }
}

function compileTemplates(directory: string, files: string[]): string {
  const compile: Compile = createRequire(__filename)('miniprogram-compiler/src/wcc')
  const templates = files.filter((file) => file.endsWith('.wxml')).map((file) => file.replace(/\.wxml$/, ''))
  const scripts = files.filter((file) => file.endsWith('.wxs'))
  return compile(directory, templates, scripts, { maxBuffer: 64 * 1024 * 1024 })
}
