import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { compileString, Logger } from 'sass'
import { chromiumPath } from '../testing/chromium'

const help = `node -r ./server/typescript.cjs scripts/build/sharePicture.ts

Draws the picture that goes with a page that is shared (500 × 400 JPEG, miniprogram/assets/share.jpg): the night sky over
the spruces in the colours of miniprogram/ui/tokens.scss. Run it after changing those.`

const root = path.resolve(__dirname, '../..')
const ui = path.join(root, 'miniprogram/ui')
const place = path.join(root, 'miniprogram/assets/share.jpg')

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(help)
  const browser = await chromium.launch({
    executablePath: chromiumPath(console.log),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage({ viewport: { width: 500, height: 400 } })
  await page.setContent(`<style>${styles()}</style><div class="member member--gold picture">
    <div class="member__stars"></div><div class="member__ridge"></div>
    <p>刷卡得积分</p><p>积分换权益</p><i></i></div>`)
  writeFileSync(place, await page.screenshot({ type: 'jpeg', quality: 84 }))
  await browser.close()
  console.log(`${path.relative(root, place)} ${(readFileSync(place).length / 1024).toFixed(0)} KB`)
}

/** The member card of the mini-program, as large as the picture. */
function styles(): string {
  const sheet = `@use 'tokens' as *; @use 'member'; :root { @include light; @include night; @include measures; }`
  const { css } = compileString(sheet, { loadPaths: [ui], logger: Logger.silent })
  return `${css}
    html, body { margin: 0 }
    .picture { width: 500px; height: 400px; margin: 0; border-radius: 0; box-sizing: border-box; padding: 96px 0 0 44px;
      font-family: 'Noto Sans CJK SC', sans-serif }
    .picture p { margin: 0; font-size: 52px; font-weight: 700; line-height: 1.35; letter-spacing: .04em }
    .picture i { display: block; width: 64px; height: 5px; margin-top: 26px; border-radius: 3px; background: var(--star) }
    .member__ridge { width: 480px; height: 190px; opacity: .1 }`
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
