import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isAlive, withLock } from './build/buildLock'
import { buildTarget, packageDirectory, rememberedHash, rememberHash } from './build/buildTarget'
import { checkPackage, type Target } from './build/checkPackage'
import { checkCodeQuality } from './build/codeQuality'
import { measurePackage } from './build/size'
import { hashSources, sourcesOfBuild } from './build/sourceHash'

const help = `用法：npm run build [-- weapp|h5] [--if-changed]

用 Taro 从 miniprogram/ 构建小程序，并检查构建产物。
  weapp         供微信使用，输出到 dist/weapp（在微信开发者工具中打开本目录即可查看）
  h5            供浏览器使用，输出到 dist/h5（由 npm start 在 /h5/ 提供）
  （都不写）      两者都构建
  --if-changed  源码与上次构建时相同的目标不再构建

微信产物会经过微信自己的模板与样式编译器、JSON 配置校验规则和代码质量检查（离线），每个脚本都须符合 ES2018 且不含
eval，主包不超过 600 KB，分包不超过 300 KB。有一处不合格，构建即以状态 1 结束。

Usage: npm run build [-- weapp|h5] [--if-changed]

Builds the mini-program from miniprogram/ with Taro and checks the built package.
  weapp         for WeChat, into dist/weapp (open this repository in WeChat's IDE to see it)
  h5            for browsers, into dist/h5 (served by npm start at /h5/)
  (neither)     both
  --if-changed  skips a target whose sources are what they were when it was last built

The WeChat package is put through WeChat's own template and style compilers, its JSON schemas and its check of code
quality (offline); every script must parse as ES2018 without eval, the main package may weigh 600 KB, a sub-package 300. A finding ends the build with status 1.`

const root = path.resolve(__dirname, '..')

async function main(words: string[]): Promise<void> {
  if (words.includes('--help')) return console.log(help)
  const unknown = words.find((word) => !['weapp', 'h5', '--if-changed'].includes(word))
  if (unknown !== undefined) throw new Error(`do not know "${unknown}"\n\n${help}`)
  const named = words.filter((word): word is Target => word === 'weapp' || word === 'h5')
  for (const target of named.length > 0 ? named : (['weapp', 'h5'] as const)) {
    await build(target, words.includes('--if-changed'))
  }
}

function build(target: Target, onlyIfChanged: boolean): Promise<void> {
  const onBusy = () => console.log(`${target}: another build is running, waiting for it …`)
  const tools = { wait: (ms: number) => setTimeout(ms), isAlive, onBusy }
  return withLock(path.join(root, 'dist', `${target}.lock`), tools, () => buildAlone(target, onlyIfChanged))
}

async function buildAlone(target: Target, onlyIfChanged: boolean): Promise<void> {
  const place = { root, target }
  const hash = hashSources(root, sourcesOfBuild)
  if (onlyIfChanged && rememberedHash(place) === hash) return console.log(`${target}: unchanged, not built again`)
  const started = Date.now()
  console.log(`${target}: building …`)
  await buildTarget(place)
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
