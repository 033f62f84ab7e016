import { readFileSync } from 'node:fs'
import path from 'node:path'
import { categoryPaths } from './categoryPaths'

const root = path.join(__dirname, '../../../..')
const style = readFileSync(path.join(__dirname, 'phone.css'), 'utf8')
const tokens = readFileSync(path.join(root, 'miniprogram/ui/tokens.scss'), 'utf8')
const icons = readFileSync(path.join(root, 'miniprogram/ui/icon.scss'), 'utf8')

function valuesIn(block: string): Map<string, string> {
  return new Map([...block.matchAll(/^ {2}(--[\w-]+): (.+);$/gm)].map(([, name = '', value = '']) => [name, value]))
}

const hues = [...tokens.matchAll(/'(\w+)': (\d+deg)/g)].map(([, category = '', hue = '']) => ({ category, hue }))

describe.each(['light', 'dark'])('the phone of the preview, %s', (theme) => {
  const own = valuesIn(new RegExp(`\\.phone--${theme} \\{(--|[^}])*\\}`).exec(style)?.[0] ?? '')
  const mixin = new RegExp(`@mixin ${theme} \\{[\\s\\S]*?\\n\\}`).exec(tokens)?.[0] ?? ''
  const theirs = valuesIn(mixin)

  it('has the colours of the mini-program', () => {
    const plain = [...own].filter(([name]) => !name.startsWith('--art-'))
    expect(plain.length).toBeGreaterThan(12)
    expect(Object.fromEntries(plain)).toEqual(Object.fromEntries(plain.map(([name]) => [name, theirs.get(name)])))
  })

  it('has its pictures', () => {
    const [ground, ink] = [...mixin.matchAll(/hsl\(\$hue, (\d+%), (\d+%)\)/g)].map(([, s, l]) => `${s}, ${l}`)
    expect(hues).toHaveLength(8)
    for (const { category, hue } of hues) {
      expect(own.get(`--art-${category}`)).toBe(`hsl(${hue}, ${ground})`)
      expect(own.get(`--art-${category}-ink`)).toBe(`hsl(${hue}, ${ink})`)
    }
  })
})

test('each category is drawn as the mini-program draws it', () => {
  for (const [category, drawn] of Object.entries(categoryPaths)) expect(icons).toContain(`'${category}': '${drawn}'`)
})
