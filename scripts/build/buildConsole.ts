import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import MiniCssExtractPlugin from 'mini-css-extract-plugin'
import webpack, { type Configuration, type StatsCompilation } from 'webpack'

/** What the console is built from; a change anywhere here asks for a new one. */
export const sourcesOfConsole = ['console', 'shared', 'scripts/build/buildConsole.ts', 'package-lock.json']

export interface ConsoleSize {
  /** What the first page loads before it is opened, gzipped. */
  firstLoadKb: number
  /** Each part that is loaded later. */
  partsKb: Record<string, number>
}

/** Builds the operators' console beside the one that is there, and swaps them at the end. */
export async function buildConsole(root: string): Promise<ConsoleSize> {
  const into = path.join(root, 'dist/.console-next')
  const place = path.join(root, 'dist/console')
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true })
  const built = await run(configuration(root, into))
  const first = built.entrypoints?.main?.assets?.map(({ name }) => name) ?? []
  writeFileSync(path.join(into, 'index.html'), page(root, first))
  rmSync(place, { recursive: true, force: true })
  renameSync(into, place)
  return sizesOf(place, { first, all: built.assets?.map(({ name }) => name) ?? [] })
}

function configuration(root: string, into: string): Configuration {
  const swc = {
    loader: 'swc-loader',
    options: {
      swcrc: false,
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
    },
  }
  return {
    mode: 'production',
    context: path.join(root, 'console'),
    entry: { main: './main.tsx' },
    output: { path: into, filename: 'assets/[name].[contenthash:10].js', publicPath: '/console/' },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: {
      rules: [
        { test: /\.tsx?$/, use: swc },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      ],
    },
    plugins: [new MiniCssExtractPlugin({ filename: 'assets/[name].[contenthash:10].css' })],
    performance: { hints: false },
  }
}

function run(configured: Configuration): Promise<StatsCompilation> {
  return new Promise((resolve, reject) => {
    const compiler = webpack(configured)
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (error) return reject(error)
        const told = stats?.toJson({ all: false, assets: true, errors: true, entrypoints: true }) ?? {}
        if (told.errors?.length) return reject(new Error(told.errors.map(({ message }) => message).join('\n')))
        resolve(told)
      })
    })
  })
}

function page(root: string, first: readonly string[]): string {
  const named = (ending: string) => first.find((name) => name.endsWith(ending)) ?? ''
  return readFileSync(path.join(root, 'console/index.html'), 'utf8')
    .replace('{{script}}', named('.js'))
    .replace('{{style}}', named('.css'))
}

function sizesOf(place: string, { first, all }: { first: string[]; all: string[] }): ConsoleSize {
  const kb = (name: string) => gzipSync(readFileSync(path.join(place, name))).length / 1024
  const later = all.filter((name) => !first.includes(name))
  return {
    firstLoadKb: first.reduce((sum, name) => sum + kb(name), 0),
    partsKb: Object.fromEntries(later.map((name) => [name, kb(name)])),
  }
}
