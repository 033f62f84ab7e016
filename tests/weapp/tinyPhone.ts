import type { Browser, Page } from 'playwright-core'
import { tinyPackage } from '../../scripts/build/tinyPackage'
import { phoneSize } from '../journeys/phone'
import type { Note } from './messages'
import { PhoneRecord } from './runner/phoneRecord'
import { readPackage } from './runner/readPackage'
import { type Serving, serve } from './runner/serve'

export interface TinyPhone {
  page: Page
  record: PhoneRecord
  serving: Serving
  /** Everything noted of one kind, once the mini-program has started and this long has passed. */
  settled<What extends Note['what']>(what: What, ms?: number): Promise<Extract<Note, { what: What }>[]>
  close(): Promise<void>
}

/** A phone with a package of a few files on it, for what the runner itself can do. */
export async function tinyPhone(browser: Browser, files: Record<string, string>, path = ''): Promise<TinyPhone> {
  const serving = await serve(readPackage(tinyPackage(files)))
  const context = await browser.newContext({ viewport: phoneSize, locale: 'zh-CN' })
  const page = await context.newPage()
  const record = new PhoneRecord(page)
  const close = async () => {
    await context.close()
    await serving.stop()
  }
  await page.goto(path === '' ? serving.address : `${serving.address}?path=${encodeURIComponent(path)}`)
  await page.waitForFunction('window.__phone.recorder.launched').catch(async (error: Error) => {
    await close()
    throw error
  })
  return {
    page,
    record,
    serving,
    async settled(what, ms = 150) {
      await page.waitForTimeout(ms)
      return record.notes(what)
    },
    close,
  }
}
