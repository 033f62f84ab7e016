/** Encryption at rest with versioned keys, and keyed hashes to find what is encrypted. */
export interface Vault {
  /** Encrypts; the answer names the version of its key and differs every time. */
  seal(text: string): string
  /** @throws Error when the text was not sealed here, was changed, or its key version is unknown. */
  open(sealed: string): string
  /** The same for the same text and purpose, 64 hex digits; useless without the key. */
  fingerprint(
    purpose: 'openid' | 'phone' | 'code' | 'token' | 'operator' | 'account' | 'desk' | 'csrf' | 'login',
    text: string,
  ): string
}
