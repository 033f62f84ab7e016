import { readFileSync } from 'node:fs'
import path from 'node:path'
import { filesUnder } from './filesUnder'
import type { Finding } from './finding'

const rules: { pattern: RegExp; problem: string }[] = [
  { pattern: /:active\b/, problem: 'uses :active; WeChat asks for hover-class, which a scroll cancels' },
  { pattern: /url\(\s*["']?https?:/, problem: 'loads a picture from the network' },
  { pattern: /@import\s+["']https?:/, problem: 'loads a style from the network' },
]

/** What WeChat's experience audit marks down in styles and what would break our own promise of no outside pictures. */
export function checkStyleRules(packageDirectory: string): Finding[] {
  return filesUnder(packageDirectory, '.wxss').flatMap((file) => {
    const text = readFileSync(path.join(packageDirectory, file), 'utf8')
    return rules.filter(({ pattern }) => pattern.test(text)).map(({ problem }) => ({ file, problem }))
  })
}
