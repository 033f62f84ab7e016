import type { ToLogic, Values } from '../messages'
import { closeDoors } from './doors'
import { componentChanged, type Definition, rendered } from './instances'
import { Modules } from './modules'
import { fault, guarded, note, whereabouts } from './notes'
import { outside } from './outside'
import { Phone } from './phone'
import { Stack } from './stack'
import { countedTimers } from './timers'
import { makeWx } from './wx'

/** The logic thread: the package's code runs here, in a worker that has been stripped of what WeChat does not have. */
const phone = new Phone()
let stack: Stack
let appDefinition: Definition = {}
const { wx, listeners, updates } = makeWx(phone, () => stack)

type Message<Kind extends ToLogic['kind']> = Extract<ToLogic, { kind: Kind }>
const hear: { [Kind in ToLogic['kind']]: (message: Message<Kind>) => void } = {
  start,
  event({ page, component, handler, event }) {
    const open = stack.page(page)
    const instance = component ? open?.components.get(component) : open?.instance
    const method = instance?.[handler]
    if (typeof method === 'function') guarded(`${open?.route} ${event.type}`, () => method.call(instance, event))
    else fault('refused', `${open?.route} has no handler ${handler}`)
  },
  page: ({ page, event, given }) => void stack.call(stack.page(page), event, given),
  component({ page, name, ...change }) {
    const open = stack.page(page)
    if (open) componentChanged(open, stack.definition(name), change)
  },
  rendered: ({ back }) => rendered(back),
  answer: (answer) => phone.answered(answer),
  tab: ({ path }) => guarded('tab', () => stack.switchTab({ route: path, query: {} }, true)),
  back: () => guarded('back', () => stack.back()),
  app: ({ event }) => (event === 'show' ? showApp() : hideApp()),
  network({ offline }) {
    phone.offline = offline
    listeners.NetworkStatusChange.tell({ isConnected: !offline, networkType: offline ? 'none' : 'wifi' })
  },
  device({ device }) {
    Object.assign(phone.device, device)
    if (device.theme) listeners.ThemeChange.tell({ theme: device.theme })
  },
  stub({ api, answer }) {
    phone.stubs[api] = answer
    if (api === 'update') updates.becomeReady()
  },
  share({ page }) {
    const given = stack.call(stack.page(page), 'onShareAppMessage', { from: 'menu' })
    note({ what: 'call', api: 'share', given: given ?? null, at: outside.clock() })
  },
}

function start({ facts, device, stored, launch, offline, stubs }: Message<'start'>): void {
  Object.assign(phone, { app: facts.app, settings: facts.settings, device, launch, offline, stubs })
  for (const [key, text] of Object.entries(stored)) phone.stored.set(key, text)
  const modules = new Modules(phone.app, new Set(facts.scripts))
  stack = new Stack(phone, modules)
  closeDoors({ ...names(modules), ...countedTimers() })
  outside.listen('securitypolicyviolation', (event: { blockedURI: string }) => fault('code', event.blockedURI))
  guarded('app.js', () => modules.require('app.js'))
  const options = { ...launch, referrerInfo: {} }
  callApp('onLaunch', options)
  callApp('onShow', options)
  guarded('launch', () => stack.launch(launch))
  outside.post({ kind: 'launched' })
}

/** The names that WeChat puts beside `wx`. */
function names(modules: Modules): Record<string, unknown> {
  return {
    wx,
    App: (definition: Definition) => {
      appDefinition = definition
    },
    Page: (definition: Definition) => stack.define(definition),
    Component: (definition: Definition) => stack.define(definition),
    Behavior: (definition: Definition) => definition,
    getApp: () => appDefinition,
    getCurrentPages: () => stack.pages.map(({ instance }) => instance),
    requirePlugin: () => ({}),
    __wxConfig: { envVersion: 'develop' },
    __define: modules.define,
  }
}

function callApp(name: string, given?: Values): void {
  const method = appDefinition[name]
  if (typeof method === 'function') guarded(`App.${name}`, () => method.call(appDefinition, given))
}

function hideApp(): void {
  if (stack.top) stack.hide(stack.top)
  callApp('onHide')
  listeners.AppHide.tell({})
}

function showApp(): void {
  callApp('onShow', { ...phone.launch })
  listeners.AppShow.tell({ ...phone.launch })
  if (stack.top) stack.show(stack.top)
}

outside.listen('message', ({ data }: { data: ToLogic }) => hear[data.kind](data as never))
outside.listen('error', ({ message }: { message: string }) => fault('exception', message))
outside.listen('unhandledrejection', ({ reason }: { reason: unknown }) => fault('rejection', reasonOf(reason)))

function reasonOf(reason: unknown): string {
  if (reason instanceof Error) return whereabouts(reason)
  return JSON.stringify(reason) ?? String(reason)
}
