import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { BuiltPackage } from './readPackage'
import { pack, wrapScript } from './scripts'

/** Who stands behind the phone. Their ports may change while the phone is in use. */
export interface Outside {
  product?: string
  wechat?: string
}

export interface PhoneSettings {
  fontSize: number
  offline: boolean
  stubs: Record<string, unknown>
}

export interface Serving {
  address: string
  outside: Outside
  settings: PhoneSettings
  stop(): Promise<void>
}

const here = path.resolve(__dirname, '..')
const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

/** Serves a built package and the phone that plays it, on the loopback interface only. */
export async function serve(built: BuiltPackage, outside: Outside = {}): Promise<Serving> {
  const settings: PhoneSettings = { fontSize: 16, offline: false, stubs: {} }
  const logic = pack(path.join(here, 'logic/main.ts'))
  const view = pack(path.join(here, 'view/main.ts'))
  const texts: Record<string, () => [type: string, text: string]> = {
    '/': () => ['text/html', page(built, settings)],
    '/runner/view.js': () => ['text/javascript', view],
    '/runner/logic.js': () => ['text/javascript', logic],
    '/runner/facts.js': () => ['text/javascript', facts(built)],
    '/runner/screen.css': () => ['text/css', readFileSync(path.join(here, 'view/screen.css'), 'utf8')],
  }
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://phone')
    const text = texts[pathname]
    const [, name = ''] = pathname.split('/')
    if (text) send(answer, text())
    else if (name === 'package') sendFile(built, pathname.slice('/package/'.length), answer)
    else if (name === 'product' || name === 'wechat') pass(asked, answer, outside[name])
    else answer.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { address: `http://127.0.0.1:${port}/`, outside, settings, stop }
}

function send(answer: ServerResponse, [type, text]: [string, string]): void {
  // Code is not made from text on a phone, so the browser refuses it, too, should a way around the runner's be found.
  const strict = type === 'text/javascript' ? { 'content-security-policy': "script-src 'self'" } : {}
  answer.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...strict })
  answer.end(text)
}

function page({ facts }: BuiltPackage, settings: PhoneSettings): string {
  const styles = Object.entries(facts.styles).map(([name, css]) => `<style data-page="${name}">${css}</style>`)
  const given = JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>weapp</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/runner/screen.css">${styles.join('')}
<body data-settings='${given}'><div id="title"></div><div id="stack"></div><div id="tabs"></div><div id="over"></div>
<script src="/runner/facts.js"></script><script src="/runner/view.js"></script></body></html>`
}

function facts({ facts, templates }: BuiltPackage): string {
  const told = { ...facts, styles: {} }
  return `(function(){${templates};
window.__runner={facts:${JSON.stringify(told)},template:function(path){return $gwx(path+'.wxml')}}})()`
}

function sendFile({ directory }: BuiltPackage, file: string, answer: ServerResponse): void {
  const place = path.join(directory, decodeURIComponent(file))
  if (!place.startsWith(path.resolve(directory) + path.sep) || !existsSync(place) || !statSync(place).isFile()) {
    answer.writeHead(404).end()
    return
  }
  if (file.endsWith('.js')) send(answer, ['text/javascript', wrapScript(file, readFileSync(place, 'utf8'))])
  else {
    answer.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
    createReadStream(place).pipe(answer)
  }
}

/** Passes a request on, since a browser would not let a page of one server ask another. */
function pass(asked: IncomingMessage, answer: ServerResponse, to: string | undefined): void {
  if (!to) {
    answer.writeHead(502).end()
    return
  }
  const rest = (asked.url ?? '').replace(/^\/(product|wechat)/, '')
  const address = new URL(rest, to)
  const { host: _, origin: __, referer: ___, ...headers } = asked.headers
  const passed = request(address, { method: asked.method, headers }, (came) => {
    answer.writeHead(came.statusCode ?? 502, came.headers)
    came.pipe(answer)
  })
  // Nobody answers: the phone sees a connection that breaks, as it would from outside.
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  asked.pipe(passed)
}
