import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import { failure, type WechatAnswer } from './wechatAnswer'
import type { WechatUser, WechatUsers } from './wechatUsers'

/** How the next signatures are answered: as they deserve, with a no, with `-1 system busy`, or not at all. */
export const soterFaults = ['none', 'no', 'busy', 'hang'] as const

export interface Soter {
  fault: (typeof soterFaults)[number]
  /** Lets go of those who hang. */
  hanging: Set<() => void>
}

interface Signing {
  appId: string
  soter: Soter
  users: WechatUsers
  now: () => Date
}

/**
 * What a phone gives after a finger or a face that it knows. The fields are those of WeChat; a phone's own key is played by
 * one that is made of its user.
 */
export function signAsPhone({ appId, now }: Pick<Signing, 'appId' | 'now'>, user: WechatUser, challenge: string) {
  const resultJSON = JSON.stringify({
    raw: challenge,
    fid: '1',
    counter: Math.floor(now().getTime() / 1000),
    tee_n: 'SIMULATED_TEE',
    tee_v: '1.0',
    fp_n: 'SIMULATED_FP',
    fp_v: '1.0',
    cpu_id: `cpu-of-${user.user}`,
    uid: '10000',
  })
  return { resultJSON, resultJSONSignature: signature(appId, user.openid, resultJSON) }
}

export async function verifySoter({ appId, soter, users }: Signing, body: unknown): Promise<WechatAnswer> {
  const asked = soterAsk.safeParse(body)
  if (!asked.success) return failure(47001, 'data format error')
  if (soter.fault === 'busy') return failure(-1, 'system error')
  if (soter.fault === 'hang') await new Promise<void>((letGo) => soter.hanging.add(letGo))
  const { openid, json_string, json_signature } = asked.data
  if (!users.known(openid)) return failure(40003, 'invalid openid')
  const isRight = json_signature === signature(appId, openid, json_string)
  return { errcode: 0, errmsg: 'ok', is_ok: soter.fault !== 'no' && isRight }
}

const soterAsk = z.object({ openid: z.string(), json_string: z.string(), json_signature: z.string() })

function signature(appId: string, openid: string, text: string): string {
  return createHmac('sha256', `phone of ${appId} ${openid}`).update(text).digest('base64')
}
