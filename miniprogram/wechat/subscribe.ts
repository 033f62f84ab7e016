import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/** WeChat shows at most three in one question on older phones. */
const mostAtOnce = 3
const asked = new Set<string>()

/**
 * Asks whether messages of these templates may be sent, and tells which were allowed. Call it right after a tap that has
 * to do with them, before anything is waited for: WeChat refuses otherwise. Each is asked once in a session; a refusal
 * changes nothing, since whatever is told by message stands in the inbox, too. A browser has no such messages.
 */
export async function askToSubscribe(templateIds: readonly string[]): Promise<string[]> {
  if (onH5) return []
  const open = templateIds.filter((id) => id !== '' && !asked.has(id)).slice(0, mostAtOnce)
  if (open.length === 0) return []
  for (const id of open) asked.add(id)
  try {
    const answer: object = await Taro.requestSubscribeMessage({ tmplIds: open, entityIds: [] })
    const states = new Map<string, unknown>(Object.entries(answer))
    return open.filter((id) => states.get(id) === 'accept')
  } catch {
    // The person has switched messages off altogether, or WeChat was busy.
    return []
  }
}
