import type { Reader } from '../../db/database'
import type { Surroundings } from '../../ports/surroundings'
import { type CatalogueState, type ListedBenefit, listBenefits, listCounters } from './catalogue.store'

/** A programme's catalogue as it stood a moment ago. */
export interface Shelf extends CatalogueState {
  /** In the order of the catalogue, retired ones among them. */
  benefits: readonly ListedBenefit[]
  named: ReadonlyMap<string, ListedBenefit>
}

/** What this process has read of catalogues, by programme. */
export interface Shelves {
  reader: Reader
  now: Surroundings['now']
  kept: Map<string, { readAt: number; shelf: Shelf }>
  underWay: Map<string, Promise<Shelf>>
}

export function emptyShelves({ reader, now }: Pick<Shelves, 'reader' | 'now'>): Shelves {
  return { reader, now, kept: new Map(), underWay: new Map() }
}

/** What was read is answered for this long. */
const keptMs = 1_000

/**
 * The read side of the catalogue, answered from memory; redemptions never ask here, since they need what stands now. It is
 * read again at most once a second, by one query however many ask at once: the counters alone, or all of it when the
 * catalogue was loaded meanwhile.
 */
export async function shelfNow(shelves: Shelves, programmeId: string): Promise<Shelf> {
  const at = shelves.now().getTime()
  const known = shelves.kept.get(programmeId)
  // The difference without its sign: a clock that was set back must not keep a shelf for longer.
  if (known && Math.abs(at - known.readAt) < keptMs) return known.shelf
  return shelves.underWay.get(programmeId) ?? readAgain(shelves, programmeId, at)
}

/** Forgets what was read: somebody in this process has changed the catalogue. Other processes see it within a second. */
export function shelfChanged({ kept, underWay }: Shelves, programmeId: string): void {
  kept.delete(programmeId)
  underWay.delete(programmeId)
}

function readAgain({ reader, kept, underWay }: Shelves, programmeId: string, at: number): Promise<Shelf> {
  const reading = readShelf(reader, programmeId, kept.get(programmeId)?.shelf)
    .then((shelf) => {
      // Otherwise the catalogue was changed after this began, and somebody else reads it anew.
      if (underWay.get(programmeId) === reading) kept.set(programmeId, { readAt: at, shelf })
      return shelf
    })
    .finally(() => {
      if (underWay.get(programmeId) === reading) underWay.delete(programmeId)
    })
  underWay.set(programmeId, reading)
  return reading
}

async function readShelf(reader: Reader, programmeId: string, known: Shelf | undefined): Promise<Shelf> {
  if (known) {
    const { version, loadedAt, counters } = await listCounters(reader, programmeId)
    if (known.version === version && known.loadedAt === loadedAt)
      return shelfOf(
        known,
        known.benefits.map((benefit) => ({ ...benefit, ...counters.get(benefit.id) })),
      )
  }
  const { benefits, ...state } = await listBenefits(reader, programmeId)
  return shelfOf(state, benefits)
}

function shelfOf({ version, loadedAt }: CatalogueState, benefits: readonly ListedBenefit[]): Shelf {
  return { version, loadedAt, benefits, named: new Map(benefits.map((benefit) => [benefit.id, benefit])) }
}
