import type { Context } from 'koa'
import { type Html, html, moment } from './page'

/** One request, taken or made. The note is for a person; it never holds a password, a code or a whole phone number. */
export type Exchange = {
  at: string
  direction: 'in' | 'out'
  method: string
  /** Without its query, where WeChat's secrets are. */
  path: string
  status: number
  note: string
}

const kept = 100

/** The book of what a simulator did lately. */
export class Exchanges {
  private readonly book: Exchange[] = []

  constructor(private readonly now: () => Date) {}

  record(exchange: Omit<Exchange, 'at'>): void {
    this.book.unshift({ at: this.now().toISOString(), ...exchange })
    this.book.length = Math.min(this.book.length, kept)
  }

  /** The latest first. */
  latest(): readonly Exchange[] {
    return this.book
  }

  /** The page and its controls are not part of the wire and are left out. */
  readonly recordIncoming = async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    await next()
    if (ctx.path === '/' || ctx.path === '/live' || ctx.path.startsWith('/sim/') || ctx.path === '/favicon.ico') return
    const note = typeof ctx.state.note === 'string' ? ctx.state.note : noteOf(ctx.body)
    this.record({ direction: 'in', method: ctx.method, path: ctx.path, status: ctx.status, note })
  }

  table(): Html {
    return html`<h2>最近的请求 <small>Latest exchanges</small></h2>
      <table><thead><tr><th>时间 Time</th><th></th><th>请求 Request</th><th>状态 Status</th><th>说明 Note</th></tr></thead>
      <tbody>${this.book.map(
        ({ at, direction, method, path, status, note }) => html`<tr class="${status < 400 ? '' : 'bad'}">
          <td>${moment(at)}</td><td>${direction === 'in' ? '← 收' : '→ 发'}</td><td>${method} ${path}</td>
          <td>${status === 0 ? '—' : status}</td><td>${note}</td></tr>`,
      )}</tbody></table>`
  }
}

function noteOf(body: unknown): string {
  const code = (body as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}
