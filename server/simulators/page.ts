/** Text that is HTML already. Everything else is escaped when it is put into `html`. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | Html[] | string | number

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(parts[index - 1] ?? '') + string))
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map((one) => one.text).join('')
  return String(part).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** "11-22 20:15:03" in Shanghai. */
export function moment(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ')
}

export type PageParts = {
  title: string
  titleEn: string
  intro: Html
  /** What a person looks for first; read anew every two seconds. */
  first: Html
  /** What a person can do; it stays as it is while a form is being filled in. */
  controls: Html
  /** What else is going on; read anew every two seconds. */
  live: Html
}

/** @param problem why what a form asked for was not done */
export function pageOf({ title, titleEn, intro, first, controls, live }: PageParts, problem = ''): Html {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${titleEn}</title><style>${style}</style></head>
<body><header><h1>${title} <small>${titleEn}</small></h1><p>${intro}</p></header>
${problem === '' ? '' : html`<p role="alert">${problem}</p>`}
<main><section id="first">${first}</section><section>${controls}</section><section id="live">${live}</section></main>
<script>${script}</script></body></html>`
}

const script = new Html(`setInterval(async () => {
  try {
    const answer = await fetch('/live')
    if (!answer.ok) return
    for (const [part, text] of Object.entries(await answer.json())) document.getElementById(part).innerHTML = text
  } catch {}
}, 2000)`)

const style = new Html(`
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2f6f4f; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --accent: #7fc7a0; --bad: #ff9a90 } }
* { box-sizing: border-box }
body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", sans-serif; margin: 0 auto; max-width: 1100px; padding: 1rem }
h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem } small { font-weight: normal; opacity: .7 }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
tr.bad td, [role=alert] { color: var(--bad) } [role=alert] { font-weight: 600 } .code { font: 600 1.3rem ui-monospace, monospace; letter-spacing: .15em; color: var(--accent) }
form { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; padding: .8rem; background: var(--soft); border-radius: .6rem }
td form { padding: 0; background: none } label { display: flex; flex-direction: column; font-size: .85rem; gap: .2rem } label.row { flex-direction: row; align-items: center }
input, select, button { font: inherit; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: .4rem; background: Canvas; color: CanvasText; min-height: 2.4rem }
button { background: var(--accent); color: Canvas; border: 0; cursor: pointer; padding: .35rem .9rem } button.quiet { background: none; color: var(--accent); border: 1px solid var(--line) } input[type=number] { width: 6rem }
`)
