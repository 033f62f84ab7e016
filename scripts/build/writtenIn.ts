import { processVariables, type Variables } from '../../server/environment'
import { publicKeyOf } from '../../server/features/home/signList'
import { demoVariables } from '../demoVariables'

/** What a build writes into the package besides its sources, as variables for Taro: another value asks for another build. */
export function writtenIn(given: Variables = processVariables()) {
  return {
    TARO_APP_API_BASE_URL: given.TARO_APP_API_BASE_URL ?? '',
    TARO_APP_JUMP_LIST_KEYS: jumpListKeys(given),
  }
}

/**
 * The public keys by which the package knows our list of jump targets. A package for a server that is named elsewhere has those
 * that are named with it; one for the product on this machine has that of the product on this machine.
 */
function jumpListKeys(given: Variables): string {
  const named = given.TARO_APP_JUMP_LIST_KEYS ?? ''
  if (named !== '') return checked(named)
  if (given.TARO_APP_API_BASE_URL) return ''
  const seed = Buffer.from(demoVariables(given).JUMP_LIST_KEY ?? '', 'base64')
  return seed.length === 32 ? publicKeyOf(seed) : ''
}

function checked(named: string): string {
  const keys = named.split(',').map((key) => key.trim())
  const wrong = keys.some((key) => Buffer.from(key, 'base64').length !== 32)
  if (wrong) throw new Error('TARO_APP_JUMP_LIST_KEYS expects public keys of 32 bytes in base64, separated by commas')
  return keys.join(',')
}
