/** `中文 / English`: what is quoted in both may have the mark between them, too, and then as often in each. */
export function bothLanguages(message: string): { zh: string; en: string } {
  const parts = message.split(' / ')
  const half = Math.ceil(parts.length / 2)
  const zh = parts.slice(0, half).join(' / ')
  return { zh, en: parts.slice(half).join(' / ') || zh }
}
