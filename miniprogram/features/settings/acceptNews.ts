import type { AcceptedTemplate } from '../../../shared/contract/notifications'
import { server } from '../../session/server'
import { newKey } from '../../wechat/chance'
import { Unanswered } from '../../wechat/refusal'
import { askToSubscribe } from '../../wechat/subscribe'

/**
 * Asks WeChat's question for these templates and keeps the answers in the programme's own book. Call it right after a tap,
 * with templates that are known already.
 * @returns the templates as they are in the book now; undefined when nothing was allowed
 */
export async function acceptNews(templates: readonly AcceptedTemplate[]): Promise<AcceptedTemplate[] | undefined> {
  const allowed = await askToSubscribe(templates.map(({ templateId }) => templateId))
  if (allowed.length === 0) return undefined
  const answers = templates
    .filter(({ templateId }) => allowed.includes(templateId))
    .map(({ template }) => ({ template, accepted: true }))
  const call = { body: { answers }, key: newKey() }
  try {
    return (await server.notifications.subscribe(call)).templates
  } catch (error) {
    // WeChat asks once: what was allowed must not be lost with one answer. Under its key it counts once.
    if (error instanceof Unanswered) return (await server.notifications.subscribe(call)).templates
    throw error
  }
}
