const shanghaiOffsetMs = 8 * 3_600_000

/** `20261122201503`: a second in Asia/Shanghai. */
export function shanghaiStamp(moment: Date): string {
  return new Date(moment.getTime() + shanghaiOffsetMs).toISOString().slice(0, 19).replace(/\D/g, '')
}

/** The first instant of that second; null for what is no second of the calendar. */
export function momentOfStamp(stamp: string): Date | null {
  if (!/^\d{14}$/.test(stamp)) return null
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z')
  const moment = new Date(Date.parse(iso) - shanghaiOffsetMs)
  return Number.isNaN(moment.getTime()) || shanghaiStamp(moment) !== stamp ? null : moment
}
