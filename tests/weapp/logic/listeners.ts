import type { Interfaces } from './answered'
import { guarded, note } from './notes'

/** Those who listen for one kind of thing, and how many they are: one that stays after its page is a leak. */
export class Listeners {
  private readonly listening = new Set<(given: unknown) => void>()

  constructor(private readonly kind: string) {}

  tell(given: unknown): void {
    for (const listen of [...this.listening]) guarded(this.kind, () => listen(given))
  }

  interfaces(): Interfaces {
    const counted = () => note({ what: 'listeners', kind: this.kind, count: this.listening.size })
    return {
      [`on${this.kind}`]: (listen: (given: unknown) => void) => {
        this.listening.add(listen)
        counted()
      },
      [`off${this.kind}`]: (listen?: (given: unknown) => void) => {
        if (listen) this.listening.delete(listen)
        else this.listening.clear()
        counted()
      },
    }
  }
}
