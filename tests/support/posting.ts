import { postingOf } from '../../server/compose'

/** What the composition root wires: points and tiers follow what is spent. */
export const testPosting = postingOf
