import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from 'koa'
import type { Fault, FaultSettings } from './faults'

export type Answer = { status?: number; type: string; text: string }
/** Whether a truncated answer ends as if it were whole, or breaks off on the line. */
type Trouble = { faults: ReadonlySet<Fault>; settings: FaultSettings; breaksOff: boolean }

/** Answers, or does one of the things that a supplier does instead. */
export async function answerFaultily(ctx: Context, answer: Answer, trouble: Trouble): Promise<void> {
  const { faults, settings, breaksOff } = trouble
  if (faults.has('slow')) await pause(settings.slowMs)
  if (faults.has('hang') || faults.has('deliver_then_hang')) return leaveHanging(ctx, settings.hangMs)
  if (faults.has('reset')) {
    ctx.respond = false
    ctx.res.socket?.resetAndDestroy()
    return
  }
  if (faults.has('error_after_delivery')) {
    ctx.status = 500
    ctx.body = { code: 'internal_error' }
    return
  }
  const half = answer.text.slice(0, answer.text.length / 2)
  if (faults.has('truncated_answer') && breaksOff) return breakOff(ctx, { ...answer, half })
  ctx.status = answer.status ?? 200
  ctx.type = answer.type
  ctx.body = faults.has('truncated_answer') ? half : answer.text
}

function leaveHanging(ctx: Context, hangMs: number): void {
  ctx.respond = false
  setTimeout(() => ctx.res.destroy(), hangMs).unref()
}

/** Says how long it is, and ends before. */
function breakOff(ctx: Context, { text, half, type }: Answer & { half: string }): void {
  ctx.respond = false
  ctx.res.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) })
  ctx.res.write(half, () => ctx.res.destroy())
}
