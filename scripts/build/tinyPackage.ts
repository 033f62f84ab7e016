import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const sound: Record<string, string> = {
  'app.js': 'App({})',
  'app.json': JSON.stringify({
    pages: ['home'],
    window: {
      navigationBarTitleText: '首页',
      navigationBarBackgroundColor: '@paper',
      navigationBarTextStyle: '@ink',
      backgroundColor: '@paper',
    },
    lazyCodeLoading: 'requiredComponents',
    darkmode: true,
    themeLocation: 'theme.json',
  }),
  'theme.json': JSON.stringify({ light: { paper: '#ffffff', ink: 'black' }, dark: { paper: '#000000', ink: 'white' } }),
  'app.wxss': 'page{--ink:#111;color:var(--ink);padding-bottom:env(safe-area-inset-bottom)}',
  'home.js': 'Page({})',
  'home.json': JSON.stringify({ navigationBarTitleText: '首页' }),
  'home.wxml': '<view wx:if="{{shown}}" hover-class="pressed">{{text}}</view>',
}

/** Writes the smallest sound mini-program package to a temporary directory, with what a test plants in it. */
export function tinyPackage(planted: Record<string, string> = {}): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'kaquan-package-'))
  for (const [file, text] of Object.entries({ ...sound, ...planted })) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true })
    writeFileSync(path.join(directory, file), text)
  }
  return directory
}
