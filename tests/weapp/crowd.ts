import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addRuleSet } from '../../server/features/risk'
import { openDatabase } from '../../server/openDatabase'
import { bankFileName, renderBankFile } from '../../server/ports/bankFile'
import { cardTokenOf } from '../../server/simulators/bank/simulatorKey'
import { addDays, addMonths, type BusinessDay, businessDayOf, monthOf } from '../../shared/values/businessDay'
import type { Road } from '../journeys/road'
import { bankEvent } from '../support/bankEvents'
import { benefitsCsv, csv } from '../support/catalogueFiles'

const programmeId = 'spruce-hoshino'
const demoCard = '8192'

/** How much there is of everything, and how each thing of it can be told from the others by what is read. */
export const crowd = { spends: 500, benefits: 240, redemptions: 120 }
export const nameOf = {
  spend: (number: number) => `长单商户 ${three(number)}`,
  benefit: (number: number) => `长单权益 ${three(number)}`,
}

/** The month before this one, in which all those spends were. */
export const crowdedMonth = (): string => monthOf(addMonths(businessDayOf(new Date()), -1))

/**
 * Gives the demo cardholder more than a person has, by the ways that the bank, the operators and the cardholder have: the
 * bank's daily files, the catalogue's file, and a redemption after the other.
 */
export async function fillUp(road: Road): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-crowd-'))
  try {
    const fed = await road.script('feed.ts', ...dailyFiles(folder))
    expect(fed).toMatchObject({ status: 0, stdout: expect.stringContaining(`"new":${crowd.spends}`) })
    const [benefits, codes] = catalogueFiles(folder)
    const loaded = await road.script('catalogue.ts', 'load', benefits, '--codes', codes)
    expect(loaded).toMatchObject({ status: 0, stdout: expect.stringContaining(`"codesAdded":${crowd.redemptions}`) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await withoutLanes(road)
  const token = await logIn(road)
  for (const number of numbers(crowd.redemptions)) await redeem(road, { token, benefitId: benefitId(number) })
}

/** From the fifth of the month on, which every month has. */
function dailyFiles(folder: string): string[] {
  const perDay = 25
  const first = `${crowdedMonth()}-05` as BusinessDay
  const cardToken = cardTokenOf({ programmeId, last4: demoCard })
  return numbers(crowd.spends / perDay).map((file) => {
    const day = addDays(first, file - 1)
    const rows = numbers(perDay).map((row) => {
      const number = (file - 1) * perDay + row
      const more = { yuan: 3, card_token: cardToken, programme_id: programmeId, merchant: nameOf.spend(number) }
      return bankEvent(`tx_crowd_${three(number)}`, day, more)
    })
    const path = join(folder, bankFileName(programmeId, day))
    writeFileSync(path, renderBankFile(day, rows, { programmeId, encoding: 'utf-8' }))
    return path
  })
}

/** Codes for as many as are to be redeemed; of the others there is none left. */
function catalogueFiles(folder: string): [benefits: string, codes: string] {
  const categories = ['video', 'music', 'food', 'sports', 'games']
  const rows = numbers(crowd.benefits).map((number) => {
    const stock = number <= crowd.redemptions ? 1 : 0
    const category = categories[number % categories.length] ?? 'video'
    return { benefit_id: benefitId(number), title: nameOf.benefit(number), category, points: 1, stock }
  })
  const codes = numbers(crowd.redemptions).map((number) => ({
    benefit_id: benefitId(number),
    code: `KQ-CROWD-${three(number)}X-YZ`,
  }))
  const paths: [string, string] = [join(folder, 'benefits.csv'), join(folder, 'codes.csv')]
  writeFileSync(paths[0], benefitsCsv(...rows))
  writeFileSync(paths[1], csv(codes))
  return paths
}

/** Nobody redeems so often within an hour without being asked who they are: rules that ask nothing are published first. */
async function withoutLanes({ database }: Road): Promise<void> {
  const opened = await openDatabase(database.url, { chance: Math.random })
  const ruleSet = { version: 'no-lanes', homeRegions: [], reviewHours: 24, rules: [] }
  await opened.inTransaction((tx) => addRuleSet(tx, programmeId, { ruleSet, since: new Date() }))
  await opened.close()
  await pause(countsWithinMs)
}

/** A version of the rules counts in every process within three seconds. */
const countsWithinMs = 4_000

/** As on a second phone of the same person. */
async function logIn({ product }: Road): Promise<string> {
  const { code } = await posted<{ code: string }>(`${product.addresses.wechat}sim/login-code`, {})
  return (await posted<{ token: string }>(`${product.addresses.product}api/sessions`, { code })).token
}

async function redeem({ product }: Road, { token, benefitId }: { token: string; benefitId: string }): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
  const url = `${product.addresses.product}api/redemptions`
  const { state } = await posted<{ state: string }>(url, { benefitId, points: 1 }, headers)
  expect(state).toBe('delivered')
}

async function posted<Reply>(url: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const all = { 'content-type': 'application/json', ...headers }
  const answer = await fetch(url, { method: 'POST', headers: all, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${answer.status} ${url}: ${await answer.text()}`)
  return (await answer.json()) as Reply
}

const benefitId = (number: number) => `CROWD-${three(number)}`
const three = (number: number) => String(number).padStart(3, '0')
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
