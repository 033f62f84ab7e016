/** What a keyed hash is of: the same text hashed for two purposes is two hashes. */
export type FingerprintPurpose =
  | 'openid'
  | 'phone'
  | 'code'
  | 'token'
  | 'operator'
  | 'account'
  | 'desk'
  | 'csrf'
  | 'login'
  | 'address'

/** Encryption at rest with versioned keys, and keyed hashes to find what is encrypted. */
export interface Vault {
  /** Encrypts; the answer names the cipher and the version of its key, and differs every time. */
  seal(text: string): string
  /** @throws Error when the text was not sealed here, was changed, or its key version is unknown. */
  open(sealed: string): string
  /** The same for the same text and purpose, 64 characters; names the version of its key, and is useless without it. */
  fingerprint(purpose: FingerprintPurpose, text: string): string
  /** The fingerprint by each key that is known, the current one first: what was stored before a rotation is found by them. */
  fingerprints(purpose: FingerprintPurpose, text: string): readonly string[]
  /** Whether this is the text's fingerprint, by whichever key. */
  isFingerprint(fingerprint: string, purpose: FingerprintPurpose, text: string): boolean
  /** With what is sealed and hashed now. */
  readonly current: VaultVersions
}

export interface VaultVersions {
  /** How everything begins that is sealed now. */
  sealedPrefix: string
  /** How every fingerprint begins that is made now; null for version 1, whose fingerprints are hex digits alone. */
  fingerprintPrefix: string | null
}
