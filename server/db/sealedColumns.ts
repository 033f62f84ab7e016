import type { FingerprintPurpose } from '../ports/vault'

/** A column whose text is sealed by the vault, and the keyed hash beside it by which it is found. */
export interface SealedColumn {
  table: string
  /** The primary key, in its order. */
  key: readonly string[]
  sealed: string
  hash?: KeyedHash
}

export interface KeyedHash {
  column: string
  purpose: FingerprintPurpose
}

/** A keyed hash whose text is sealed in another table; `on` names its columns there and here. */
export interface HashOfOther {
  table: string
  key: readonly string[]
  hash: KeyedHash
  other: { table: string; sealed: string; on: readonly (readonly [there: string, here: string])[] }
}

/** A keyed hash of what is kept nowhere, so that only its owner can bring it to another key, by saying it once more. */
export interface HashAlone {
  table: string
  column: string
  /** What ends it when its key is forgotten before its owner came. */
  ends: string
}

/** What a feature keeps under keys. */
export interface Secrets {
  sealed?: readonly SealedColumn[]
  hashes?: readonly HashOfOther[]
  alone?: readonly HashAlone[]
}
