import type { Level } from '../../../shared/contract/identity'
import type { Reader, Tx } from '../../db/database'
import type { Vault } from '../../ports/vault'
import { type Cardholder, findCardholder, storeLevel } from './cardholders.store'

export async function setLevel(tx: Tx, cardholderId: string, level: Level): Promise<void> {
  if ((await storeLevel(tx, { cardholderId, level })) === 0) throw unknown(cardholderId)
}

export async function levelOf(reader: Reader, cardholderId: string): Promise<Level> {
  return (await known(reader, cardholderId)).level
}

/** Eleven digits, or null when none is verified. */
export async function verifiedPhone(reader: Reader, vault: Vault, cardholderId: string): Promise<string | null> {
  const { phoneSealed } = await known(reader, cardholderId)
  return phoneSealed === null ? null : vault.open(phoneSealed)
}

/** @throws Error when the account was deleted: see `isDeleted` */
export async function openidOf(reader: Reader, vault: Vault, cardholderId: string): Promise<string> {
  return vault.open((await known(reader, cardholderId)).openidSealed)
}

/** Of a deleted account nobody is left who could be told anything. */
export async function isDeleted(reader: Reader, cardholderId: string): Promise<boolean> {
  return (await findCardholder(reader, cardholderId))?.openidSealed === ''
}

async function known(reader: Reader, cardholderId: string): Promise<Cardholder> {
  const cardholder = await findCardholder(reader, cardholderId)
  if (!cardholder) throw unknown(cardholderId)
  return cardholder
}

/** Ids of cardholders come from sessions and from our own rows, so one that is unknown is a bug. */
function unknown(cardholderId: string): Error {
  return new Error(`there is no cardholder ${cardholderId}`)
}
