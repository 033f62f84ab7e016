import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

interface SchemaErrors {
  warning: string
  error: { errorType: string; errorProperty: string; correctType?: string[]; requireProperty?: unknown }[]
}
type Kind = 'app' | 'page' | 'theme' | 'projectconfig' | 'sitemap'
type Validate = (kind: Kind, json: unknown) => SchemaErrors

/** Checks every JSON file of a package against the schemas that WeChat's upload tool ships; nothing is sent anywhere. */
export function checkSchemas(packageDirectory: string): Finding[] {
  const from = createRequire(__filename)
  const { schemaValidate } = from('miniprogram-ci/dist/modules/corecompiler/original/validate/schemaValidate.js') as {
    schemaValidate: Validate
  }
  const checked = filesUnder(packageDirectory, '.json').flatMap((file) =>
    checkJson(packageDirectory, file, schemaValidate),
  )
  return [...checked, ...checkPagesExist(packageDirectory)]
}

function checkJson(root: string, file: string, validate: Validate): Finding[] {
  const kind = kindOf(file)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  } catch (error) {
    return [{ file, problem: `not JSON: ${String(error)}` }]
  }
  const { warning, error } = validate(kind, json)
  const wrong = error.map((one) => ({
    file,
    problem: `${one.errorProperty || 'the file'}: ${one.errorType} ${String(one.correctType ?? one.requireProperty ?? '')}`,
  }))
  return warning ? [...wrong, { file, problem: `unknown property: ${warning}` }] : wrong
}

function kindOf(file: string): Kind {
  if (file === 'app.json') return 'app'
  if (file === 'theme.json') return 'theme'
  if (file === 'sitemap.json') return 'sitemap'
  if (file === 'project.config.json') return 'projectconfig'
  return 'page'
}

interface AppJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { iconPath?: string; selectedIconPath?: string }[] }
}

/** The schemas do not look at the disk: a page or icon that is named but missing is a white screen. */
function checkPagesExist(root: string): Finding[] {
  if (!existsSync(path.join(root, 'app.json'))) return [{ file: 'app.json', problem: 'is missing' }]
  const app = readAppJson(root)
  const pages = [
    ...(app.pages ?? []),
    ...(app.subPackages ?? []).flatMap((one) => one.pages.map((page) => path.posix.join(one.root, page))),
  ]
  const parts = pages.flatMap((page) => ['.js', '.json', '.wxml'].map((ending) => page + ending))
  const icons = (app.tabBar?.list ?? []).flatMap((tab) => [tab.iconPath, tab.selectedIconPath])
  const named = [...parts, ...icons.filter((icon): icon is string => icon !== undefined && !icon.startsWith('@'))]
  return named
    .filter((file) => !existsSync(path.join(root, file)))
    .map((file) => ({ file, problem: 'is named in app.json and is not in the package' }))
}

function readAppJson(root: string): AppJson {
  try {
    return JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8')) as AppJson
  } catch {
    // The file was already reported as not JSON.
    return {}
  }
}
