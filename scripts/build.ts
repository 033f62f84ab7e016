import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildConsole, sourcesOfConsole } from './build/buildConsole'
import { isAlive, withLock } from './build/buildLock'
import { buildTarget, packageDirectory, rememberedHash, rememberHash } from './build/buildTarget'
import { checkPackage, type Target } from './build/checkPackage'
import { checkCodeQuality } from './build/codeQuality'
import { measurePackage } from './build/size'
import { hashSources, sourcesOfBuild } from './build/sourceHash'
import { writtenIn } from './build/writtenIn'

const help = `用法：npm run build [-- weapp|h5|console] [--if-changed]

用 Taro 从 miniprogram/ 构建小程序，用 webpack 从 console/ 构建运营控制台，并检查构建产物。
  weapp         供微信使用，输出到 dist/weapp（在微信开发者工具中打开本目录即可查看）
  h5            供浏览器使用，输出到 dist/h5（由 npm start 在 /h5/ 提供）
  console       供运营人员使用，输出到 dist/console（由服务端在 CONSOLE_PORT 的 /console 提供）
  （都不写）      三者都构建
  --if-changed  源码与上次构建时相同的目标不再构建

微信产物会经过微信自己的模板与样式编译器、JSON 配置校验规则和代码质量检查（离线），每个脚本都须符合 ES2018 且不含
eval，主包不超过 600 KB，分包不超过 300 KB。有一处不合格，构建即以状态 1 结束。

Usage: npm run build [-- weapp|h5|console] [--if-changed]

Builds the mini-program from miniprogram/ with Taro, and the operators' console from console/ with webpack.
  weapp         for WeChat, into dist/weapp (open this repository in WeChat's IDE to see it)
  h5            for browsers, into dist/h5 (served by npm start at /h5/)
  console       for operators, into dist/console (served by the server at /console on CONSOLE_PORT)
  (none)        all three
  --if-changed  skips a target whose sources are what they were when it was last built

The WeChat package is put through WeChat's own template and style compilers, its JSON schemas and its check of code
quality (offline); every script must parse as ES2018 without eval, the main package may weigh 600 KB, a sub-package 300. A finding ends the build with status 1.`

const root = path.resolve(__dirname, '..')
const parts = ['weapp', 'h5', 'console'] as const
type Part = (typeof parts)[number]

async function main(words: string[]): Promise<void> {
  if (words.includes('--help')) return console.log(help)
  const unknown = words.find((word) => ![...parts, '--if-changed'].includes(word))
  if (unknown !== undefined) throw new Error(`do not know "${unknown}"\n\n${help}`)
  const named = parts.filter((part) => words.includes(part))
  for (const part of named.length > 0 ? named : parts) await build(part, words.includes('--if-changed'))
}

function build(part: Part, onlyIfChanged: boolean): Promise<void> {
  const onBusy = () => console.log(`${part}: another build is running, waiting for it …`)
  const tools = { wait: (ms: number) => setTimeout(ms), isAlive, onBusy }
  const work = () => (part === 'console' ? buildDesk(onlyIfChanged) : buildAlone(part, onlyIfChanged))
  return withLock(path.join(root, 'dist', `${part}.lock`), tools, work)
}

/** The gzipped size that an operator waits for before the first page. */
const firstLoadLimitKb = 450

async function buildDesk(onlyIfChanged: boolean): Promise<void> {
  const place = { root, target: 'console' as const }
  const hash = hashSources(root, sourcesOfConsole)
  if (onlyIfChanged && rememberedHash(place) === hash) return console.log('console: unchanged, not built again')
  const started = Date.now()
  console.log('console: building …')
  const { firstLoadKb, partsKb } = await buildConsole(root)
  console.log(`console: built in ${((Date.now() - started) / 1000).toFixed(1)} s into dist/console`)
  console.log(`  first load ${firstLoadKb.toFixed(0)} KB gzipped, ${Object.keys(partsKb).length} parts loaded later`)
  if (firstLoadKb > firstLoadLimitKb) throw new Error(`console: the first load is larger than ${firstLoadLimitKb} KB`)
  rememberHash(place, hash)
}

async function buildAlone(target: Target, onlyIfChanged: boolean): Promise<void> {
  const place = { root, target }
  const constants = writtenIn()
  const hash = hashSources(root, sourcesOfBuild, constants)
  if (onlyIfChanged && rememberedHash(place) === hash) return console.log(`${target}: unchanged, not built again`)
  const started = Date.now()
  console.log(`${target}: building …`)
  await buildTarget(place, constants)
  report(target, Date.now() - started)
  rememberHash(place, hash)
}

function report(target: Target, took: number): void {
  const directory = packageDirectory({ root, target })
  console.log(`${target}: built in ${(took / 1000).toFixed(1)} s into ${path.relative(root, directory)}`)
  if (target === 'weapp') printSizes(directory)
  const findings = checkPackage(target, directory)
  if (target === 'weapp') findings.push(...checkCodeQuality(directory))
  for (const { file, problem, warning } of findings)
    console.log(`  ${warning ? 'warning' : 'error'} ${file}: ${problem}`)
  const errors = findings.filter(({ warning }) => !warning).length
  if (errors > 0) throw new Error(`${target}: ${errors} finding(s) in the built package`)
  if (target === 'weapp')
    console.log(
      '  templates, styles, schemas, ES2018, no eval, app.json, size, 11 of 11 points of checkCodeQuality: ok',
    )
}

function printSizes(directory: string): void {
  const { mainKb, subPackagesKb } = measurePackage(directory)
  console.log(`  main package ${mainKb.toFixed(0)} KB`)
  for (const [name, size] of Object.entries(subPackagesKb)) console.log(`  sub-package ${name} ${size.toFixed(0)} KB`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
