import { findProgram, installLine, installPackages, mayInstall } from './programs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** With the fonts for the Chinese screens, which Chromium does not bring. */
const packages = { debian: ['chromium', 'fonts-noto-cjk'], brew: '--cask chromium' }

/**
 * The browser for the journeys: what CHROMIUM_PATH names, else an installed one, else one that is installed now.
 * @throws Error with the line to type when there is none
 */
export function chromiumPath(tell: (line: string) => void): string {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (findProgram([named])) return named
    throw new Error(`CHROMIUM_PATH=${named}: 无法运行 / cannot be run`)
  }
  const installed = findProgram(names)
  if (installed) return installed
  if (mayInstall()) {
    tell(`安装 installing ${packages.debian.join(' ')} …`)
    installPackages(packages.debian)
    const found = findProgram(names)
    if (found) return found
  }
  const line = installLine(packages)
  throw new Error(`没有找到 Chromium，请运行：${line}\nChromium was not found. Type: ${line}`)
}
