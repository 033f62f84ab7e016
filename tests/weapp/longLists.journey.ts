import { setTimeout } from 'node:timers/promises'
import { journey, type Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { crowd, crowdedMonth, fillUp, nameOf } from './crowd'
import { kb, mostWithin, recordOf, setDataFigures } from './figures'
import { openHome } from './opening'

/** A cheap phone with a long life behind it: to the end of each long list, and back. */
journey('lists that are long', { platform: 'weapp' }, (step) => {
  step('the cardholder has a month of 500 spends, 240 benefits to choose from and 120 in the wallet', begins)
  step('the statement', readsTheStatement)
  step('the catalogue', readsTheCatalogue)
  step('the wallet', readsTheWallet)
})

async function begins(road: Road): Promise<void> {
  await openHome(road)
  await fillUp(road)
}

async function readsTheStatement(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  await phone.tap(words.home.available, words.home.ledger)
  await phone.isOn(words.ledger.title)
  await phone.choose('tab', words.month(crowdedMonth()))
  await phone.reads(nameOf.spend(crowd.spends))
  await walksThrough(road, { name: '对账单 statement', count: crowd.spends, nameOf: nameOf.spend })
}

async function readsTheCatalogue(road: Road): Promise<void> {
  await openHome(road)
  await road.phone.goTo(words.ui.tabs.catalogue)
  await walksThrough(road, { name: '权益 catalogue', count: crowd.benefits, nameOf: nameOf.benefit })
}

async function readsTheWallet(road: Road): Promise<void> {
  await openHome(road)
  await road.phone.goTo(words.ui.tabs.wallet)
  await walksThrough(road, { name: '卡包 wallet', count: crowd.redemptions, nameOf: nameOf.benefit })
}

interface List {
  name: string
  count: number
  nameOf: (number: number) => string
}

const limits = { nodes: 1_000, depth: 30, children: 60 }
const limitsOfData = { bytes: 256 * 1024, perSecond: 20 }

async function walksThrough(road: Road, list: List): Promise<void> {
  const record = recordOf(road.phone)
  const [notes, asked] = [(await record.notes('setData')).length, (await record.calls('request')).length]
  const walk = new Walk(road)
  const top = await walk.look(0)
  const end = await walk.until(step, ({ isLow, ends }) => isLow && ends > 0)
  const missing = Array.from({ length: list.count }, (_, index) => list.nameOf(index + 1)).filter(
    (name) => !walk.read.has(name),
  )
  expect({ missing: missing.length, first: missing[0] }).toEqual({ missing: 0, first: undefined })
  expect(end.ends).toBe(1)
  const back = await walk.until(-3 * step, ({ isHigh }) => isHigh)
  expect(back.rows.slice(0, 3)).toEqual(top.rows.slice(0, 3))

  const data = setDataFigures((await record.notes('setData')).slice(notes))
  const requests = (await record.calls('request')).slice(asked)
  const { nodes, depth, children } = walk.most
  const shape = `nodes ${nodes}, depth ${depth}, children of one ${children}`
  const sets = `setData ${data.count}, largest ${kb(data.largestBytes)}, at most ${data.perSecond} a second`
  process.stdout.write(`weapp figures │ ${list.name}, ${walk.read.size} rows: ${shape}; ${sets}\n`)
  for (const what of ['nodes', 'depth', 'children'] as const) expect(walk.most[what]).toBeLessThanOrEqual(limits[what])
  expect(data.largestBytes).toBeLessThanOrEqual(limitsOfData.bytes)
  expect(data.perSecond).toBeLessThanOrEqual(limitsOfData.perSecond)
  expect(mostWithin(requests, 1_000)).toBeLessThanOrEqual(10)
}

/** In heights of the screen: each row passes through it. */
const step = 0.9

interface Seen {
  /** What is read aloud of each row that is drawn. */
  rows: string[]
  isLow: boolean
  isHigh: boolean
  /** How often it says that there is no more. */
  ends: number
}

class Walk {
  /** The rows that were on the screen or near it so far: one of the crowd by its name, another by all that is said of it. */
  readonly read = new Set<string>()
  readonly most = { nodes: 0, depth: 0, children: 0 }

  constructor(private readonly road: Road) {}

  async until(by: number, isThere: (seen: Seen) => boolean): Promise<Seen> {
    for (let steps = 0; steps < 300; steps++) {
      const seen = await this.look(by)
      if (isThere(seen)) return seen
    }
    throw new Error(`no end after 300 steps of ${by} screens`)
  }

  /** Pushes by so many heights of the screen, and looks at what is there once it is drawn. */
  async look(by: number): Promise<Seen> {
    const { phone } = this.road
    const seen = await phone.evaluate<Seen>(pushed(by))
    for (const row of seen.rows) this.read.add(/长单\S+ \d{3}/.exec(row)?.[0] ?? row)
    const shape = await this.shape()
    for (const what of ['nodes', 'depth', 'children'] as const) this.most[what] = Math.max(this.most[what], shape[what])
    return seen
  }

  /** On a busy machine what was left behind is put away a moment late. */
  private async shape(): Promise<{ nodes: number; depth: number; children: number }> {
    const shape = await recordOf(this.road.phone).shape()
    if (shape.nodes <= limits.nodes) return shape
    await setTimeout(1_000)
    return recordOf(this.road.phone).shape()
  }
}

/**
 * At least as long as a hurried finger takes; then until no empty box stands for rows on the screen, however busy the machine
 * is: a box that stays empty keeps its rows from being read, and they are missed below.
 */
const pushed = (by: number) => `new Promise((done) => {
  const host = document.querySelector('.page-host:not([hidden])')
  host.scrollBy(0, ${by} * host.clientHeight)
  const isOnScreen = (box) => {
    const { top, bottom } = box.getBoundingClientRect()
    const screen = host.getBoundingClientRect()
    return bottom > screen.top && top < screen.bottom
  }
  const isEmpty = (box) => box.childElementCount === 0 && isOnScreen(box)
  const end = performance.now() + 5_000
  const look = () => {
    if ([...host.querySelectorAll('[role=list] > *')].some(isEmpty) && performance.now() < end) return setTimeout(look, 50)
    const named = [...host.querySelectorAll('[role=listitem]')].map((row) => row.querySelector('[aria-label]'))
    done({
      rows: named.map((one) => one ? one.getAttribute('aria-label') : ''),
      isLow: host.scrollTop + host.clientHeight >= host.scrollHeight - 2,
      isHigh: host.scrollTop <= 0,
      ends: host.innerText.split(${JSON.stringify(words.ui.noMore)}).length - 1,
    })
  }
  setTimeout(look, 150)
})`
