const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `2026-11-22 18:00:05` in Shanghai, wherever the desk stands. */
export function formatMoment(instant: string): string {
  return parts.format(new Date(instant))
}
