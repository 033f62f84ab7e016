import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { JumpTarget } from '../../ports/bank'

/** DER of an Ed25519 key up to its 32 bytes (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface ListSigned {
  /** What is signed, to the letter: JSON of programme, our own id at WeChat and the targets. */
  text: string
  /** Of Ed25519, in base64, as is the key. */
  signature: string
  publicKey: string
}

export type SignList = (list: { programmeId: string; targets: readonly JumpTarget[] }) => ListSigned

/**
 * Signs where we lead to, so that a list which somebody shows in our name can be told from ours: the bank publishes the public
 * key in a place of its own.
 *
 * @param seed 32 bytes
 */
export function listSigner({ seed, appId }: { seed: Buffer; appId: string }): SignList {
  const key = privateKeyOf(seed)
  const publicKey = publicKeyOf(seed)
  return ({ programmeId, targets }) => {
    const text = JSON.stringify({ programmeId, appId, targets })
    return { text, signature: sign(null, Buffer.from(text), key).toString('base64'), publicKey }
  }
}

/** In base64, as a package of the mini-program has it built in. */
export function publicKeyOf(seed: Buffer): string {
  return createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
}

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}
