import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const FOREIGN_FOLDERS = new Set(['node_modules', 'dist', '.kaquan', 'coverage', '.git', '.swc'])
const GENERATED = new Set(['shared/client/routes.ts', 'shared/client/cardholderRoutes.ts', 'docs/openapi.json'])

/** The parts of the product, each a folder at the root. */
export const PARTS = ['shared', 'server', 'miniprogram', 'console', 'scripts', 'tests', 'config']

/**
 * Every file that somebody wrote, as sorted paths relative to `root`: what git tracks or would track. Without a
 * repository, as in an unpacked archive, whatever lies in the folders. Generated files are left out.
 */
export function filesBelow(root: string): string[] {
  const files = existsSync(join(root, '.git')) ? filesKnownToGit(root) : filesInFolder(root, '')
  return files
    .filter((path) => !GENERATED.has(path) && !path.split('/').some((part) => FOREIGN_FOLDERS.has(part)))
    .sort()
}

export function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path)
}

export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path)
}

/** The files that the limits of style are about. */
export function isCode(path: string): boolean {
  return /\.(tsx?|scss|cjs|mjs|js)$/.test(path)
}

function filesKnownToGit(root: string): string[] {
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const isFile = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false
  return [...new Set(listing.split('\0'))].filter((path) => path !== '' && isFile(path))
}

function filesInFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return FOREIGN_FOLDERS.has(entry.name) ? [] : filesInFolder(root, path)
    return entry.isFile() ? [path] : []
  })
}
