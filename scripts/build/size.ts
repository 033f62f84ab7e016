import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

const kilobyte = 1024
/** WeChat refuses a package over 2 MB; a cheap phone on a slow network is grateful for much less. */
const limits = { mainKb: 600, subPackageKb: 300, totalKb: 20 * 1024, imageKb: 200 }

export interface PackageSizes {
  mainKb: number
  subPackagesKb: Record<string, number>
}

export function measurePackage(packageDirectory: string): PackageSizes {
  const roots = subPackageRoots(packageDirectory)
  const sizes: PackageSizes = { mainKb: 0, subPackagesKb: Object.fromEntries(roots.map((root) => [root, 0])) }
  for (const file of uploadedFiles(packageDirectory)) {
    const size = statSync(path.join(packageDirectory, file)).size / kilobyte
    const root = roots.find((one) => file.startsWith(`${one}/`))
    if (root === undefined) sizes.mainKb += size
    else sizes.subPackagesKb[root] = (sizes.subPackagesKb[root] ?? 0) + size
  }
  return sizes
}

export function checkSize(packageDirectory: string): Finding[] {
  const { mainKb, subPackagesKb } = measurePackage(packageDirectory)
  const total = mainKb + Object.values(subPackagesKb).reduce((sum, size) => sum + size, 0)
  const found: Finding[] = []
  if (mainKb > limits.mainKb) found.push(tooLarge('main package', mainKb, limits.mainKb))
  for (const [root, size] of Object.entries(subPackagesKb)) {
    if (size > limits.subPackageKb) found.push(tooLarge(`sub-package ${root}`, size, limits.subPackageKb))
  }
  if (total > limits.totalKb) found.push(tooLarge('all packages', total, limits.totalKb))
  return [...found, ...largeImages(packageDirectory)]
}

function tooLarge(file: string, size: number, limit: number): Finding {
  return { file, problem: `${size.toFixed(0)} KB, over ${limit} KB` }
}

function largeImages(root: string): Finding[] {
  return uploadedFiles(root)
    .filter((file) => /\.(png|jpe?g|gif|webp|svg|mp3|m4a)$/.test(file))
    .map((file) => ({ file, size: statSync(path.join(root, file)).size / kilobyte }))
    .filter(({ size }) => size > limits.imageKb)
    .map(({ file, size }) => tooLarge(file, size, limits.imageKb))
}

/** Licence texts lie in the directory and are not uploaded by WeChat's tool. */
function uploadedFiles(root: string): string[] {
  return filesUnder(root).filter((file) => !file.endsWith('.LICENSE.txt') && file !== 'project.config.json')
}

function subPackageRoots(root: string): string[] {
  try {
    const app = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] }
    return (app.subPackages ?? []).map((one) => one.root.replace(/\/$/, ''))
  } catch {
    // A missing or broken app.json is the schema check's to report.
    return []
  }
}
