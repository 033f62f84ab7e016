import type { Road } from '../journeys/road'
import { words } from '../journeys/screenWords'
import { recordOf } from './figures'
import { openHome } from './opening'

/** The product is started anew as one that no longer answers the version in the package. */
export async function isOutdated(road: Road): Promise<void> {
  await openHome(road)
  const { phone } = road
  const { home, catalogue, wallet } = words.ui.tabs
  await road.stop()
  phone.tolerates('client_outdated')
  await road.start([], { MIN_CLIENT_VERSION: '999.0.0' })
  await road.openApp()
  for (const tab of [catalogue, wallet, home]) {
    await phone.goTo(tab)
    await phone.reads(words.ui.outdatedTitle, words.ui.outdatedText)
    for (const name of Object.values(words.ui.tabs)) expect(await phone.text()).toContain(name)
  }

  // While WeChat has no newer one, a restart makes it look for one.
  await phone.tap(words.ui.restart)
  const restarts = await recordOf(phone).called('restartMiniProgram')
  expect(restarts.map(({ given }) => given.path)).toEqual(['/features/home/home'])

  // Once it has, there is nothing to put off.
  await recordOf(phone).stub('update', {})
  await phone.reads(words.ui.updateTitle)
  expect(await phone.text()).not.toContain(words.ui.later)
  await phone.answer(words.ui.restart)
}
