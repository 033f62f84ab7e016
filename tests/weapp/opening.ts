import type { Road } from '../journeys/road'
import { words } from '../journeys/screenWords'

const started = new WeakSet<Road>()

/** Opens the mini-program anew, at home or at a path; the first time on a road the product starts, and its demo cardholder logs in. */
export async function openHome(road: Road, path?: string): Promise<void> {
  if (!started.has(road)) await start(road)
  started.add(road)
  await road.openApp(path)
  if (path === undefined) await road.phone.number(words.home.available)
  else await road.phone.evaluate(settled)
}

/** The demo cardholder agrees and logs in. */
async function start(road: Road): Promise<void> {
  await road.start()
  await road.openApp('features/identity/login')
  await road.phone.tap(words.identity.login)
  await road.phone.number(words.home.available)
}

/** What was kept for reading without a network is gone, and the login is still there. */
export const forgetKept = `Object.keys(localStorage).filter((key) => key.startsWith('wx:kept:')).forEach((key) => localStorage.removeItem(key))`

/** Until nothing has been drawn for a while. */
export const settled = `new Promise((done) => {
  const drawn = () => window.__phone.recorder.of('setData').length
  let before = -1
  const look = () => { const now = drawn(); if (now > 0 && now === before) done(); else { before = now; setTimeout(look, 400) } }
  look()
})`
