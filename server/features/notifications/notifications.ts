import type { Reader } from '../../db/database'
import type { OutboxHandlers, OutboxMessage, OutboxTopic } from '../../db/outboxTopics'
import type { Vault } from '../../ports/vault'
import type { WechatPort } from '../../ports/wechat'
import { openidOf } from '../identity'
import { endingLetter, failureLetter, type Letter, redemptionLetter, upgradeLetter } from './letters'

export interface NotificationDeps {
  reader: Reader
  vault: Vault
  wechat: WechatPort
  /** Ids of the subscribe templates chosen in WeChat's console; `letters.ts` says which keywords each needs. */
  templates: { redemptionDelivered: string; redemptionFailed: string; tierUpgraded: string; tierEnding: string }
}

/** How a message ended; each of these is final. */
export type Sent = 'sent' | 'not_wanted' | 'no_template'

/** Tells cardholders by WeChat what the outbox says. Called by the job that delivers the outbox. */
export function notificationHandlers(deps: NotificationDeps): OutboxHandlers {
  const { templates } = deps
  return {
    'redemption.delivered': (message) =>
      send(deps, message, { templateId: templates.redemptionDelivered, ...redemptionLetter(message.payload) }),
    'redemption.failed': (message) =>
      send(deps, message, { templateId: templates.redemptionFailed, ...failureLetter(message.payload) }),
    'tier.upgraded': (message) =>
      send(deps, message, { templateId: templates.tierUpgraded, ...upgradeLetter(message.payload) }),
    'tier.ending': (message) =>
      send(deps, message, { templateId: templates.tierEnding, ...endingLetter(message.payload) }),
    'security.lock_changed': async () => 'no_template',
  }
}

/**
 * Without a template for this topic the programme has not set up such messages, so there is nothing to send.
 * A cardholder who did not subscribe, or switched messages off, has decided: that is an end, not a failure.
 * @throws Unsure when WeChat did not answer, and Error when it refused for another reason: both are tried again
 */
async function send(
  { reader, vault, wechat }: NotificationDeps,
  { cardholderId }: OutboxMessage<OutboxTopic>,
  letter: Letter & { templateId: string },
): Promise<Sent> {
  if (letter.templateId === '') return 'no_template'
  const openid = await openidOf(reader, vault, cardholderId)
  const answer = await wechat.sendSubscribe({ openid, ...letter })
  if (answer.ok) return 'sent'
  if (answer.reason === 'not_subscribed' || answer.reason === 'switch_off') return 'not_wanted'
  throw new Error(`WeChat refused the message: ${answer.errcode} ${answer.errmsg}`)
}
