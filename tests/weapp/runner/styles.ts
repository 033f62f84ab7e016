import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import postcss, { type AtRule, type Root } from 'postcss'

/** The WXSS of `app` and of every page as CSS that a browser takes for the same thing. */
export function readStyles(directory: string, files: readonly string[]): Record<string, string> {
  const styles = files.filter((file) => file.endsWith('.wxss'))
  return Object.fromEntries(styles.map((file) => [file.replace(/\.wxss$/, ''), cssOf(directory, file)]))
}

/** What the phone's own bar at the bottom covers; a browser on a desk has none. */
const safeArea: Record<string, string> = { top: '0px', right: '0px', bottom: '34px', left: '0px' }

export function cssOf(directory: string, file: string): string {
  const root = withImports(directory, file)
  root.walkRules((rule) => {
    // Steps of an animation are no selectors.
    if ((rule.parent as AtRule | undefined)?.name?.endsWith('keyframes')) return
    rule.selector = rule.selector.replace(typeSelector, (_, before: string, name: string) => `${before}wx-${name}`)
  })
  root.walkDecls((declaration) => {
    declaration.value = inCss(declaration.value)
  })
  return root.toString()
}

const components =
  'page|view|text|button|input|textarea|image|scroll-view|swiper|swiper-item|switch|picker|form|label|canvas'
/** A component's name where a type selector may stand; never inside of a class name. */
const typeSelector = new RegExp(`(^|[\\s>+~,(])(${components})(?![\\w-])`, 'g')

function inCss(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx/g, (_, length: string) => `calc(100vw * ${length} / 750)`)
    .replace(
      /(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^)]*)?\)/g,
      (_, side: string) => safeArea[side] ?? '0px',
    )
}

function withImports(directory: string, file: string): Root {
  const root = postcss.parse(readFileSync(path.join(directory, file), 'utf8'), { from: file })
  root.walkAtRules('import', (rule) => {
    const wanted = path.posix.join(path.posix.dirname(file), rule.params.replace(/^["']|["']$/g, ''))
    if (existsSync(path.join(directory, wanted))) rule.replaceWith(withImports(directory, wanted).nodes)
    else rule.remove()
  })
  return root
}
