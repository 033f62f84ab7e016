import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '../testing/chromium'

const help = `node -r ./server/typescript.cjs scripts/build/tabIcons.ts

Draws the icons of WeChat's tab bar (81 × 81 PNG, light and dark, plain and chosen) from the paths of
miniprogram/ui/icon.scss in the colours of miniprogram/theme.json. Run it after changing either.`

const root = path.resolve(__dirname, '../..')
const names = ['home', 'gift', 'wallet', 'person']
const size = 81

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(help)
  const theme = JSON.parse(readFileSync(path.join(root, 'miniprogram/theme.json'), 'utf8'))
  const into = path.join(root, 'miniprogram/assets/tabs')
  mkdirSync(into, { recursive: true })
  const browser = await chromium.launch({
    executablePath: chromiumPath(console.log),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  for (const name of names) {
    for (const [mode, ending] of [['light', ''] as const, ['dark', '-dark'] as const]) {
      const draw = (colour: string) => drawIcon(browser, { path: iconPath(name), colour })
      writeFileSync(path.join(into, `${name}${ending}.png`), await draw(theme[mode].tabText))
      writeFileSync(path.join(into, `${name}${ending}-chosen.png`), await draw(theme[mode].tabTextChosen))
    }
  }
  await browser.close()
  console.log(`${names.length * 4} icons in ${path.relative(root, into)}`)
}

function iconPath(name: string): string {
  const styles = readFileSync(path.join(root, 'miniprogram/ui/icon.scss'), 'utf8')
  const found = new RegExp(`'${name}':\\s*'([^']+)'`).exec(styles)
  if (!found?.[1]) throw new Error(`there is no icon "${name}" in miniprogram/ui/icon.scss`)
  return found[1]
}

async function drawIcon(browser: Browser, icon: { path: string; colour: string }): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block}</style>
    <svg width="${size}" height="${size}" viewBox="-2 -2 28 28" fill="none" stroke="${icon.colour}" stroke-width="1.75"
      stroke-linecap="round" stroke-linejoin="round"><path d="${icon.path}"/></svg>`,
  )
  const picture = await page.screenshot({ omitBackground: true })
  await page.close()
  return picture
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
