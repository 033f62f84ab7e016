import { spawn } from 'node:child_process'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { runCommand, tell } from '../commandLine'
import { chromiumPath } from '../testing/chromium'
import { setTextSize } from './textSize'

const help = `
用法：node -r ./server/typescript.cjs scripts/screens/gallery.ts [--into 目录] [--built]

构建带组件页的 H5（KAQUAN_GALLERY=1，输出到 dist/gallery），拍下每个部分：浅色、深色、大字（1.4 倍）、320 像素宽和英文。

Builds the H5 package with the page of components (KAQUAN_GALLERY=1, into dist/gallery) and takes a picture of each part:
light, dark, large type (1.4), 320 px wide, and in English.

  --into FOLDER  dist/gallery-pictures when left out
  --built        takes the pictures of what was built before
`

const root = path.resolve(__dirname, '../..')
const built = path.join(root, 'dist/gallery')
const parts = [
  'controls',
  'forms',
  'facts',
  'order',
  'pictures',
  'states',
  'list',
  'sheets&open=agree',
  'sheets&open=privacy',
]
const looks = {
  light: { colorScheme: 'light', width: 375 },
  dark: { colorScheme: 'dark', width: 375 },
  large: { colorScheme: 'light', width: 375, scale: 1.4 },
  narrow: { colorScheme: 'dark', width: 320, scale: 1.4 },
  english: { colorScheme: 'light', width: 320, locale: 'en' },
} as const
type Look = { colorScheme: 'light' | 'dark'; width: number; scale?: number; locale?: string }

runCommand(help, async (words) => {
  const named = words.includes('--into') ? words[words.indexOf('--into') + 1] : undefined
  const into = path.resolve(named ?? path.join(root, 'dist/gallery-pictures'))
  if (!words.includes('--built')) await build()
  mkdirSync(into, { recursive: true })
  const server = await serve()
  const browser = await chromium.launch({ executablePath: chromiumPath(tell), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    for (const [name, look] of Object.entries(looks)) {
      for (const part of parts) await take(browser, { part, name, look, into, port: portOf(server) })
    }
  } finally {
    await browser.close()
    server.close()
  }
  tell(`pictures are in ${path.relative(root, into)}`)
  return 0
})

function build(): Promise<void> {
  const taro = spawn(process.execPath, [path.join(root, 'node_modules/.bin/taro'), 'build', '--type', 'h5'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      TARO_ENV: 'h5',
      TARO_OUTPUT_ROOT: 'dist/gallery',
      KAQUAN_GALLERY: '1',
    },
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    taro.on('error', reject)
    taro.on('close', (status) => (status === 0 ? resolve() : reject(new Error(`the build ended with ${status}`))))
  })
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** The components ask nothing of a server but their own files. */
function serve(): Promise<Server> {
  const server = createServer((request, answer) => {
    const asked = path.join(built, path.normalize(new URL(request.url ?? '/', 'http://gallery').pathname))
    const file = asked === `${built}/` ? path.join(built, 'index.html') : asked
    if (!file.startsWith(built) || !existsSync(file)) return answer.writeHead(404).end()
    answer.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(answer)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

interface Shot {
  part: string
  name: string
  look: Look
  into: string
  port: number
}

async function take(browser: Browser, { part, name, look, into, port }: Shot): Promise<void> {
  const { colorScheme, width, scale = 1, locale = 'zh-CN' } = look
  const viewport = { width, height: 812 }
  const context = await browser.newContext({ viewport, colorScheme, locale, reducedMotion: 'reduce' })
  await setTextSize(context, scale)
  const page = await context.newPage()
  page.on('pageerror', (error) => tell(`${part} ${name}: ${error.message}`))
  await page.goto(`http://127.0.0.1:${port}/#/features/gallery/gallery?part=${part}`)
  await page.locator('.chips').first().waitFor()
  await page.waitForTimeout(300)
  const { height, overflow } = await page.evaluate(measure)
  if (overflow > 0) tell(`${part} ${name}: ${overflow} px too wide`)
  // The page scrolls inside the window: a window as tall as the page shows all of it.
  if (!part.startsWith('list') && !part.startsWith('sheets')) {
    await page.setViewportSize({ width, height: Math.max(812, height) })
  }
  await page.screenshot({ path: path.join(into, `${part.replace('&open=', '-')}-${name}.png`) })
  await context.close()
}

/** Runs in the browser. */
const measure = `(() => {
  const page = document.querySelector('.taro_page')
  return { height: page.scrollHeight, overflow: page.scrollWidth - page.clientWidth }
})()` as unknown as () => { height: number; overflow: number }
