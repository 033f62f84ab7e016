import type { Secrets } from '../../db/sealedColumns'

/** Of an attempt to bind a card: gone within a day. */
const ends = 'the attempt to bind, which is made anew'

export const cardsSecrets: Secrets = {
  alone: [
    { table: 'card_challenge', column: 'phone_fingerprint', ends },
    { table: 'card_challenge', column: 'card_fingerprint', ends },
    { table: 'card_challenge', column: 'otp_fingerprint', ends },
    // Nothing is found by it: a hash by the key before counts a phone's messages apart for a day at most.
    { table: 'card', column: 'phone_fingerprint', ends: 'the binding, which is made anew' },
  ],
}
