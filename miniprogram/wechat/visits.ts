/** One stay on a page: what it only reads is given up when it is left. */
export interface Visit {
  readonly left: boolean
  /** @returns how to take no more notice of it */
  onLeft(act: () => void): () => void
}

/** Every page has a visit of its own, also where the same page is open twice, one above the other. */
export function createVisits(place: () => string) {
  const visits = new Map<string, OpenVisit>()
  return {
    /** The stay on the page that is in front. */
    here(): Visit {
      const at = place()
      const visit = visits.get(at) ?? new OpenVisit()
      visits.set(at, visit)
      return visit
    },
    leave(at: string): void {
      visits.get(at)?.leave()
      visits.delete(at)
    },
  }
}

class OpenVisit implements Visit {
  left = false
  private readonly acts = new Set<() => void>()

  onLeft(act: () => void): () => void {
    if (this.left) act()
    else this.acts.add(act)
    return () => this.acts.delete(act)
  }

  leave(): void {
    this.left = true
    for (const act of this.acts) act()
    this.acts.clear()
  }
}
