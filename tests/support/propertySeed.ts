import fc from 'fast-check'

/**
 * Properties draw the same values in every run, so that a run that passed passes again. `PROPERTY_SEED=any` draws others, and
 * a number draws those of the run that printed it.
 */
const asked = process.env.PROPERTY_SEED
if (asked !== 'any') fc.configureGlobal({ seed: asked ? Number(asked) : 20_261_122 })
