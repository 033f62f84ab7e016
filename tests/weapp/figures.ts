import type { Phone } from '../journeys/phone'
import type { Note } from './messages'
import type { PhoneRecord } from './runner/phoneRecord'

type SetData = Extract<Note, { what: 'setData' }>

export interface SetDataFigures {
  count: number
  totalBytes: number
  largestBytes: number
  /** The most within any second. */
  perSecond: number
  hidden: number
}

export function setDataFigures(notes: readonly SetData[]): SetDataFigures {
  const sizes = notes.map(({ bytes }) => bytes)
  return {
    count: notes.length,
    totalBytes: sizes.reduce((sum, size) => sum + size, 0),
    largestBytes: Math.max(0, ...sizes),
    perSecond: mostWithin(notes, 1_000),
    hidden: notes.filter(({ hidden }) => hidden).length,
  }
}

/** The most that fell into any stretch of so many milliseconds. */
export function mostWithin(notes: readonly { at: number }[], ms: number): number {
  const times = notes.map(({ at }) => at).sort((a, b) => a - b)
  return times.reduce((most, from) => Math.max(most, times.filter((at) => at >= from && at < from + ms).length), 0)
}

export interface StartFigures {
  requests: number
  firstSetDataBytes: number
  largestSetDataBytes: number
  firstRenderMs: number
}

/** What the first page cost since the mini-program was opened. */
export async function startFigures(record: PhoneRecord): Promise<StartFigures> {
  const sizes = (await record.notes('setData')).map(({ bytes }) => bytes)
  return {
    requests: (await record.calls('request')).length,
    firstSetDataBytes: sizes[0] ?? 0,
    largestSetDataBytes: Math.max(0, ...sizes),
    firstRenderMs: Math.round(await record.firstRenderMs()),
  }
}

/** The runner's notes; only WeChat's build has them. */
export function recordOf({ weapp }: Phone): PhoneRecord {
  if (!weapp) throw new Error('this is not the WeChat build')
  return weapp
}

export const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
