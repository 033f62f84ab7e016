import { readdirSync } from 'node:fs'
import path from 'node:path'
import { compile, compileString, Logger } from 'sass'

const ui = __dirname

type Palette = Record<string, string>

/** The values of the tokens as the build writes them. */
function palettes(): { light: Palette; dark: Palette } {
  const { css } = compileString(
    `@use 'tokens' as *; .light { @include light; @include night } .dark { @include light; @include night; @include dark }`,
    { loadPaths: [ui] },
  )
  return { light: paletteOf(css, 'light'), dark: paletteOf(css, 'dark') }
}

function paletteOf(css: string, name: string): Palette {
  const block = new RegExp(`\\.${name} \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, key, value]) => [key, value]))
}

/** WCAG 2: relative luminance of a colour written #rrggbb or hsl(). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): number[] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (hex) return hex.slice(1).map((part) => Number.parseInt(part, 16) / 255)
  const hsl = /^hsl\(([\d.]+)(?:deg)?,\s*([\d.]+)%,\s*([\d.]+)%\)$/.exec(colour)
  if (!hsl) throw new Error(`cannot read the colour ${colour}`)
  const [hue, saturation, lightness] = hsl.slice(1).map(Number) as [number, number, number]
  return [0, 8, 4].map((offset) => {
    const turn = (offset + hue / 30) % 12
    const range = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100)
    return lightness / 100 - range * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))
  })
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Every text on every ground on which the screens put it. */
const texts: Record<string, string[]> = {
  ink: ['ground', 'surface', 'sunken'],
  'ink-soft': ['ground', 'surface', 'sunken'],
  'ink-faint': ['ground', 'surface', 'sunken'],
  'brand-ink': ['ground', 'surface', 'sunken', 'brand-soft'],
  'on-brand': ['brand', 'brand-pressed'],
  'gold-ink': ['gold-soft', 'surface'],
  'good-ink': ['good-soft', 'surface'],
  'warn-ink': ['warn-soft', 'surface'],
  'danger-ink': ['danger-soft', 'surface', 'ground'],
  'on-night': ['basic', 'silver', 'gold', 'platinum'].flatMap((tier) => [`${tier}-from`, `${tier}-to`]),
  'on-night-soft': ['basic', 'silver', 'gold', 'platinum'].flatMap((tier) => [`${tier}-from`, `${tier}-to`]),
  'on-star': ['star'],
  star: ['basic', 'silver', 'gold', 'platinum'].flatMap((tier) => [`${tier}-from`, `${tier}-to`]),
}

const pairs = Object.entries(texts).flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const))

describe.each(['light', 'dark'] as const)('the colours in %s', (mode) => {
  const palette = palettes()[mode]
  const colour = (name: string) => {
    const value = palette[name]
    if (value === undefined) throw new Error(`there is no token --${name}`)
    return value
  }

  it.each(pairs)('let %s be read on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['field-line', 'brand'])('let the knob of a switch be seen on %s', (ground) => {
    expect(contrast(colour('knob'), colour(ground))).toBeGreaterThanOrEqual(3)
  })

  it.each(['ground', 'surface'])('let the edge of a field be seen on %s', (ground) => {
    expect(contrast(colour('field-line'), colour(ground))).toBeGreaterThanOrEqual(3)
    expect(contrast(colour('danger'), colour(ground))).toBeGreaterThanOrEqual(3)
  })

  it.each(['video', 'music', 'reading', 'games', 'sports', 'food', 'travel', 'telecom'])(
    'let the picture of %s be seen',
    (category) => {
      expect(contrast(colour(`art-${category}-ink`), colour(`art-${category}`))).toBeGreaterThanOrEqual(3)
    },
  )
})

describe('the contrast itself', () => {
  it('is 21 between black and white, and computed the same from hsl', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(luminance('hsl(120deg, 100%, 50%)')).toBeCloseTo(luminance('#00ff00'))
  })

  it('sees a pair that is too faint', () => {
    expect(contrast('#9aa5a0', '#ffffff')).toBeLessThan(4.5)
  })
})

/** Every rule of every style, as the build writes it. */
const styles = readdirSync(path.join(ui, '..'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(^|\/)[a-z-]+\.scss$/.test(name),
)
const rules = styles.flatMap((name) => {
  const { css } = compile(path.join(ui, '..', name), { loadPaths: [ui], logger: Logger.silent })
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    where: `${name} ${selector.trim()}`,
    colour: /(?:^|[\s;])color: var\(--([\w-]+)\)/.exec(body)?.[1],
    ground: /background(?:-color)?: var\(--([\w-]+)\)/.exec(body)?.[1],
  }))
})

describe('the styles', () => {
  it('are all read', () => {
    expect(styles.length).toBeGreaterThan(25)
    expect(rules.filter(({ colour }) => colour !== undefined).length).toBeGreaterThan(80)
  })

  it('write in no colour whose contrast is not computed above', () => {
    const known = (name: string) => name in texts || name.startsWith('art-')
    expect(rules.filter(({ colour }) => colour !== undefined && !known(colour))).toEqual([])
  })

  it('put no text on a ground on which it is not computed above', () => {
    const pairsInUse = rules.filter(({ colour, ground }) => colour !== undefined && ground !== undefined)
    expect(pairsInUse.length).toBeGreaterThan(10)
    const isComputed = (colour = '', ground = '') =>
      colour.startsWith('art-') ? ground === colour.replace(/-ink$/, '') : (texts[colour] ?? []).includes(ground)
    expect(pairsInUse.filter(({ colour, ground }) => !isComputed(colour, ground))).toEqual([])
  })
})
