import { createHash, timingSafeEqual } from 'node:crypto'
import { Refused } from './refused'

/** Lets in who watches the servers, by the `Authorization` of the request. @throws Refused metrics_token_wrong */
export type AdmitMonitor = (authorization: string) => null

/** Without a token it is open, since Prometheus asks from inside by default and a proxy keeps everybody else away. */
export function monitorGate(token: string | null): AdmitMonitor {
  const expected = token === null ? null : digestOf(token)
  return (authorization) => {
    const [, given = ''] = /^Bearer (\S+)$/.exec(authorization) ?? []
    if (expected && !timingSafeEqual(digestOf(given), expected)) throw new Refused('metrics_token_wrong')
    return null
  }
}

/** Digests are of one length, so that not even the length of the token shows in the time that the comparison takes. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
