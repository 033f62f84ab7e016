import path from 'node:path'
import { runCommand, tell } from './commandLine'
import { takeScreens } from './screens/takeScreens'
import { chromiumPath } from './testing/chromium'

const help = `
用法：npm run screenshots [-- 画面名…] [--url 地址] [--into 目录]

对着正在运行的产品（先 npm start）拍下小程序的每个画面，浅色、深色与大字（1.4 倍）各一张，放进 docs/screens/。

Usage: npm run screenshots [-- NAME…] [--url URL] [--into FOLDER]

Takes a picture of every screen of the mini-program, light, dark and in large type (1.4), 375 × 812, from the running product (npm start
first). The screen "result" redeems a benefit for the demo cardholder when the wallet is empty.

  NAME           only these screens, as home, wallet, confirm; frame is the page around the phone
  --url URL      where the product runs; http://127.0.0.1:8080 when left out
  --into FOLDER  docs/screens when left out
`

runCommand(help, async (words) => {
  const { url, into, names } = asked(words)
  await takeScreens({ product: url, into: path.resolve(into), browser: chromiumPath(tell), names, tell })
  tell(`pictures are in ${into}`)
  return 0
})

function asked(words: string[]) {
  const wanted = { url: 'http://127.0.0.1:8080', into: path.join(__dirname, '../docs/screens'), names: [] as string[] }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    if (word === '--url' || word === '--into') {
      const value = words[++at]
      if (value === undefined) throw new Error(`${word} needs a value`)
      wanted[word === '--url' ? 'url' : 'into'] = value.replace(/\/$/, '')
    } else wanted.names.push(word)
  }
  return wanted
}
