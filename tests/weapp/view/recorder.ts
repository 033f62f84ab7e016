import type { Fault, Note } from '../messages'

/** Everything that was noted since the page of the runner was opened: what tests ask for figures and faults. */
export class Recorder {
  readonly notes: (Note & { n: number })[] = []
  launched = false
  clipboard = ''
  /** Milliseconds from opening to the first text or skeleton of the first page. */
  firstRender: number | undefined

  add(note: Note): void {
    this.notes.push({ ...note, n: this.notes.length })
    // The first lines of a fault go to the browser's console too, where somebody looks who has no test at hand.
    if (note.what === 'fault') console.warn(`[fault] ${note.fault.kind}: ${note.fault.what}`)
  }

  of<What extends Note['what']>(what: What): Extract<Note, { what: What }>[] {
    return this.notes.filter((note) => note.what === what) as never
  }

  faults(): Fault[] {
    return this.of('fault').map(({ fault }) => fault)
  }
}
