import type { NewsTemplate } from '../../../shared/contract/notifications'
import { hasWithdrawn, isMinor, openidOf } from '../identity'
import type { NotificationDeps } from './dependencies'
import type { Letter } from './letters'
import { isMarketing } from './newsTopics'
import type { Outcome } from './notices.store'
import { acceptedLeft, forgetAccepted, takeAccepted } from './subscriptions.store'

/**
 * Sends a letter by WeChat, when its cardholder has accepted one. Who did not, or switched messages off, has decided: that
 * is an end, not a failure, and the inbox has the news. Of who has withdrawn their consent nothing goes out at all, and
 * nothing that advertises to who is under age.
 * @throws Unsure when WeChat did not answer, and Error when it refused for another reason: both are tried again
 */
export async function sendLetter(
  { database, vault, wechat, templates }: NotificationDeps,
  cardholderId: string,
  { template, letter }: { template: NewsTemplate; letter: Letter },
): Promise<Outcome> {
  const templateId = templates[template]
  if (templateId === '') return 'no_template'
  const left = (await acceptedLeft(database.reader, cardholderId)).get(template) ?? 0
  if (left === 0) return 'not_accepted'
  if (await hasWithdrawn(database.reader, cardholderId)) return 'not_wanted'
  if (isMarketing(template) && (await isMinor(database.reader, cardholderId))) return 'not_wanted'
  const openid = await openidOf(database.reader, vault, cardholderId)
  const answer = await wechat.sendSubscribe({ openid, templateId, ...letter })
  if (answer.ok) {
    await database.inTransaction((tx) => takeAccepted(tx, cardholderId, template))
    return 'sent'
  }
  if (answer.reason === 'not_subscribed') {
    await database.inTransaction((tx) => forgetAccepted(tx, cardholderId, template))
    return 'not_wanted'
  }
  if (answer.reason === 'switch_off') return 'not_wanted'
  throw new Error(`WeChat refused the message: ${answer.errcode} ${answer.errmsg}`)
}
