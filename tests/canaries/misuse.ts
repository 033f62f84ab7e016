import type { Endpoint } from '../../shared/contract/endpoint'
import { bankSigned } from '../contract/composedServer'
import { textFieldsOf, withText } from '../secrets/fieldsOf'
import { allEndpoints } from '../support/allEndpoints'
import { accounts, cardNumbers, codes, oneTimePasswords, openids, passwords, phones, sessionKeys } from './canaries'
import { bearer, elsewhere, newKey, type Roads } from './roads'

/** One of each kind in turn, so that all of them have been everywhere. */
const kinds = [cardNumbers, phones, openids, sessionKeys, oneTimePasswords, codes, accounts, passwords]
let turn = 0
const nextSecret = () => {
  turn++
  const kind = kinds[turn % kinds.length] ?? []
  return kind[Math.floor(turn / kinds.length) % kind.length] ?? ''
}

/**
 * Sends secrets to every endpoint where they have no business: in every text of its contract, in a text that it does not
 * have, in JSON that ends too early, as bytes of another type, in the address and as a token. As nobody, so that nothing of it
 * is something that somebody wanted kept; and as somebody, where the rest of what is asked for is missing.
 */
export async function misuseAll({ product, person, operator }: Roads): Promise<number> {
  let sent = 0
  for (const endpoint of allEndpoints) {
    const isDesk = endpoint.access === 'operator' || endpoint.access === 'desk'
    const call = isDesk ? product.desk : product.call
    const token = isDesk ? operator : person.token
    for (const { headers = {}, place, query = '', body } of wrongCalls(endpoint, token)) {
      const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => place?.[name] ?? '0'.repeat(26)) + query
      const { method, id: where } = endpoint
      await call({ method, path, where, body, headers: { ...elsewhere(), ...headers } })
      sent++
    }
  }
  for (const secret of kinds.flatMap((kind) => kind.slice(0, 2))) {
    for (const path of [
      `/api/${encodeURIComponent(secret)}`,
      `/api/benefits?q=${percent(secret)}&zz=${percent(secret)}`,
      `/${percent(secret)}`,
    ]) {
      await product.call({ method: 'GET', path, where: 'nowhere', headers: elsewhere() })
      sent++
    }
  }
  const body = JSON.stringify({ events: [{ merchant: `卡 ${cardNumbers[0]}`, card_token: cardNumbers[1] }] })
  const signed = bankSigned(body, { at: product.surroundings.now() })
  await product.call({ method: 'POST', path: '/bank/events', where: 'spend.takeEvents', headers: signed, body })
  return sent + 1
}

interface WrongCall {
  headers?: Record<string, string>
  place?: Record<string, string>
  query?: string
  body?: string
}

function* wrongCalls(endpoint: Endpoint, token: string): Generator<WrongCall> {
  const empty = endpoint.body ? '{}' : undefined
  const somebody = () => ({ ...bearer(token), 'Idempotency-Key': newKey() })
  for (const { part, path } of textFieldsOf(endpoint)) {
    const secret = nextSecret()
    if (part === 'params')
      yield { headers: somebody(), place: { [path[0] ?? '']: encodeURIComponent(secret) }, body: empty }
    else if (part === 'query')
      yield { headers: somebody(), query: `?${path[0]}=${encodeURIComponent(secret)}`, body: empty }
    else yield { body: JSON.stringify(withText(path, secret)) }
    // What is typed into a free text by somebody who may is kept: of secrets, only a card number is refused there.
    if (part === 'body')
      yield { headers: somebody(), body: JSON.stringify(withText(path, cardNumbers[turn % cardNumbers.length] ?? '')) }
  }
  if (empty) {
    const secret = nextSecret()
    yield { headers: somebody(), body: JSON.stringify({ [secret]: secret, zz: [{ secret }] }) }
    yield { headers: somebody(), body: `{"code":"${secret}","code":"${secret}"}` }
    yield { headers: somebody(), body: `{"code":"${secret}` }
    yield { headers: somebody(), body: '['.repeat(12) + JSON.stringify(secret) }
    yield { headers: { ...somebody(), 'Content-Type': `text/plain; x=${secret.replace(/ /g, '')}` }, body: secret }
  }
  for (const secret of [nextSecret(), nextSecret()]) {
    yield { headers: { Authorization: `Bearer ${secret.replace(/ /g, '')}` }, body: empty }
    yield { headers: { Cookie: `kaquan_desk=${secret.replace(/ /g, '')}`, 'X-Kaquan-Csrf': secret }, body: empty }
  }
}

const percent = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&')
