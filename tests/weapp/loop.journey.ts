import { tellLoop } from '../journeys/loop'
import { journey, type Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { kb, recordOf, setDataFigures, startFigures } from './figures'

journey('from a bound card to a code in the wallet', { platform: 'weapp' }, (step) => {
  tellLoop(step, (onTheWay) => {
    onTheWay('setData stays small and rare, and no page is drawn that is not in front', measuresSetData)
    onTheWay('home asks once, is drawn at once, and the long pages stay flat', measuresPages)
  })
})

const limits = { setDataBytes: 256 * 1024, setDataPerSecond: 20, firstSetDataBytes: 30 * 1024 }
const limitsOfPages = { nodes: 1_000, depth: 30, children: 60 }

async function measuresSetData({ phone }: Road): Promise<void> {
  const figures = setDataFigures(await recordOf(phone).notes('setData'))
  tell(`setData ${figures.count}, total ${kb(figures.totalBytes)}, largest ${kb(figures.largestBytes)}`)
  tell(`setData at most ${figures.perSecond} a second, of hidden pages ${figures.hidden}`)
  expect(figures.largestBytes).toBeLessThanOrEqual(limits.setDataBytes)
  expect(figures.perSecond).toBeLessThanOrEqual(limits.setDataPerSecond)
  expect(figures.hidden).toBe(0)
}

async function measuresPages(road: Road): Promise<void> {
  const { phone } = road
  await road.openApp()
  await phone.number(words.home.available)
  const record = recordOf(phone)
  const start = await startFigures(record)
  tell(
    `home: requests ${start.requests}, first setData ${kb(start.firstSetDataBytes)}, largest ${kb(start.largestSetDataBytes)}, first render ${start.firstRenderMs} ms`,
  )
  expect(start.requests).toBe(1)
  expect(start.firstSetDataBytes).toBeLessThanOrEqual(limits.firstSetDataBytes)
  for (const tab of Object.values(words.ui.tabs)) {
    await phone.goTo(tab)
    await phone.scrollToTheEnd()
    const shape = await record.shape()
    tell(`${tab}: nodes ${shape.nodes}, depth ${shape.depth}, children of one ${shape.children}`)
    for (const name of ['nodes', 'depth', 'children'] as const)
      expect(shape[name]).toBeLessThanOrEqual(limitsOfPages[name])
  }
}

/** A line of the test's output, for whoever reports the figures. */
function tell(line: string): void {
  process.stdout.write(`weapp figures │ ${line}\n`)
}
