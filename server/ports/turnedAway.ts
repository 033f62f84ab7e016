/**
 * The other side turned the request itself away, in its own words: a signature, a field, an address of ours is wrong. It has
 * done nothing of what was asked, and asking again helps only when somebody has mended it.
 */
export class TurnedAway extends Error {
  override readonly name = 'TurnedAway'
}
