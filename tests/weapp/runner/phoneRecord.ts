import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Fault, Note } from '../messages'

type NoteOf<What extends Note['what']> = Extract<Note, { what: What }>

/** What the runner has noted in a page of a browser, read from outside. */
export class PhoneRecord {
  constructor(private readonly page: Page) {}

  notes<What extends Note['what']>(what: What): Promise<NoteOf<What>[]> {
    return this.call('recorder.of', what)
  }

  faults(): Promise<Fault[]> {
    return this.call('recorder.faults')
  }

  async firstRenderMs(): Promise<number> {
    return (await this.page.evaluate<number>('window.__phone.recorder.firstRender')) ?? Number.NaN
  }

  clipboard(): Promise<string> {
    return this.page.evaluate<string>('window.__phone.recorder.clipboard')
  }

  /** What the mini-program asked WeChat for, by the name of the interface. */
  async calls(api: string): Promise<{ given: Record<string, unknown>; at: number }[]> {
    const calls = await this.notes('call')
    return calls.filter((one) => one.api === api) as never
  }

  /** The calls of an API that a tap has just asked for; the package hears of a tap a moment later. */
  async called(api: string): Promise<{ given: Record<string, unknown>; at: number }[]> {
    for (let looks = 0; looks < 50; looks++) {
      const calls = await this.calls(api)
      if (calls.length > 0) return calls
      await setTimeout(100)
    }
    return []
  }

  network(offline: boolean): Promise<void> {
    return this.call('network', offline)
  }

  /** Puts the whole mini-program in the background, or back in front. */
  app(event: 'show' | 'hide'): Promise<void> {
    return this.call('app', event)
  }

  /** From now on this interface answers so; with `{ fail }` it fails. */
  stub(api: string, answer: unknown): Promise<void> {
    return this.call('stub', api, answer)
  }

  pullDown(): Promise<void> {
    return this.call('pull')
  }

  /** Opens the menu of the capsule and shares; answers what the page gives for it. */
  share(): Promise<void> {
    return this.call('share')
  }

  /** The parts of the page in front: how many, how deep, and the most that one element holds. */
  shape(): Promise<{ nodes: number; depth: number; children: number }> {
    return this.page.evaluate<{ nodes: number; depth: number; children: number }>(shapeOfFront)
  }

  private call<Reply>(name: string, ...given: unknown[]): Promise<Reply> {
    const words = given.map((one) => JSON.stringify(one)).join(',')
    return this.page.evaluate<Reply>(`window.__phone.${name}(${words})`)
  }
}

/** Counts as WeChat does: elements of the template, without what a browser needs inside of them. */
const shapeOfFront = `(() => {
  const page = document.querySelector('.page-host:not([hidden]) wx-page')
  const shape = { nodes: 0, depth: 0, children: 0 }
  const walk = (element, depth) => {
    shape.nodes++
    shape.depth = Math.max(shape.depth, depth)
    const inside = [...element.children].filter((child) => child.localName.startsWith('wx-'))
    shape.children = Math.max(shape.children, inside.length)
    for (const child of inside) walk(child, depth + 1)
  }
  walk(page, 1)
  return shape
})()`
