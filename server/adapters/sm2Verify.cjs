const { createHash, getHashes } = require('node:crypto')
const { isMainThread, parentPort } = require('node:worker_threads')
const { sm2, sm3 } = require('sm-crypto-v2')

const hasNativeSm3 = getHashes().includes('sm3')
/** Points that were worked out once: a bank has few keys. */
const points = new Map()

/**
 * Whether r and s, as 128 hex digits, sign these bytes: SM2 (GB/T 32918.2) over SM3 of the signer's mark and the bytes.
 * Never throws: what cannot be read does not hold.
 */
function verifySm2({ publicKey, bytes, signature, userId }) {
  try {
    if (!/^[0-9a-f]{128}$/i.test(signature)) return false
    if (!points.has(publicKey)) points.set(publicKey, sm2.precomputePublicKey(publicKey))
    const digest = digestOf(Buffer.concat([sm2.getZ(publicKey, userId), bytes]))
    return sm2.doVerifySignature(digest, signature, points.get(publicKey), { hash: false })
  } catch {
    return false
  }
}

/** By OpenSSL where it has SM3, since a body may be large. */
function digestOf(bytes) {
  return hasNativeSm3 ? createHash('sm3').update(bytes).digest() : Buffer.from(sm3(bytes), 'hex')
}

if (!isMainThread && parentPort) {
  parentPort.on('message', ({ id, ...asked }) => parentPort.postMessage({ id, holds: verifySm2(asked) }))
}

module.exports = { verifySm2 }
