import { createHash } from 'node:crypto'
import type { Database, Row, Tx } from '../../server/db/database'
import type { Vault } from '../../server/ports/vault'
import { idFrom } from '../../shared/values/ids'
import { testProgramme } from './programme'

/** People with points and benefits with codes, put straight into the tables: for benches of redeeming. */
export interface SaleSize {
  people: number
  /** Benefits, with how many codes each. */
  benefits: { id: string; codes: number }[]
  /** Whether the ledger has what the balances say, for who verifies the books afterwards. */
  hasLedger?: boolean
}

export const priceOfAll = 10
const lotsEach = 3
const pointsPerLot = 1_000_000
const rowsAtOnce = 2_000
const programme_id = testProgramme.id
const since = new Date('2026-01-01T00:00:00Z')

export function personId(number: number): string {
  return idFrom(1, createHash('sha256').update(`person ${number}`).digest())
}

/** A session's token, the same in every process of a bench. */
export function tokenOf(number: number): string {
  return `${personId(number)}.${createHash('sha256').update(`token ${number}`).digest('base64url')}`
}

export async function openSale(
  database: Database,
  { people, benefits, hasLedger = true }: SaleSize,
  vault: Vault,
): Promise<void> {
  const numbers = Array.from({ length: people }, (_, at) => at)
  await inPieces(database, numbers, async (tx, piece) => {
    await tx.insert('cardholder', piece.map(cardholderRow))
    await tx.insert(
      'session',
      piece.map((number) => sessionRow(number, vault)),
    )
    await tx.insert('card', piece.map(cardRow))
    await tx.insert('account', piece.map(accountRow))
    await tx.insert('lot', piece.flatMap(lotRows))
    if (hasLedger) await tx.insert('transfer', piece.flatMap(transferRows))
  })
  await database.inTransaction(async (tx) => {
    await tx.insert('catalogue', [{ programme_id, version: 'bench-1', benefits_hash: '', loaded_at: since }])
    await tx.insert('benefit', benefits.map(benefitRow))
    await tx.insert(
      'benefit_stock',
      benefits.map(({ id, codes }) => ({ programme_id, benefit_id: id, stock: codes, issued: 0, last_seq: 0 })),
    )
  })
  const codes = benefits.flatMap(({ id, codes: count }) =>
    Array.from({ length: count }, (_, at) => ({ id, seq: at + 1 })),
  )
  await inPieces(database, codes, async (tx, piece) => {
    await tx.insert('benefit_code', piece.map(codeRow))
  })
}

async function inPieces<Item>(
  database: Database,
  items: readonly Item[],
  put: (tx: Tx, piece: Item[]) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < items.length; first += rowsAtOnce) {
    await database.inTransaction((tx) => put(tx, items.slice(first, first + rowsAtOnce)))
  }
}

function idOf(text: string): string {
  return idFrom(2, createHash('sha256').update(text).digest())
}

function hexOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function cardholderRow(number: number): Row {
  const cardholder_id = personId(number)
  return {
    cardholder_id,
    programme_id,
    openid_fingerprint: hexOf(`openid ${number}`),
    openid_sealed: '',
    phone_fingerprint: null,
    phone_sealed: null,
    level: 'cardholder',
    created_at: since,
  }
}

function sessionRow(number: number, vault: Vault): Row {
  const now = new Date()
  return {
    cardholder_id: personId(number),
    session_id: idOf(`session ${number}`),
    programme_id,
    token_fingerprint: vault.fingerprint('token', tokenOf(number)),
    device: 'bench',
    validity: 'month',
    started_at: since,
    last_seen_at: now,
    expires_at: new Date(now.getTime() + 86_400_000),
  }
}

function cardRow(number: number): Row {
  const card = {
    card_id: idOf(`card ${number}`),
    programme_id,
    card_token: `ct_${hexOf(`card ${number}`).slice(0, 24)}`,
  }
  const shown = { last4: '0000', product: 'standard', is_default: true, bound_at: since, unbound_at: null }
  return { cardholder_id: personId(number), ...card, ...shown }
}

function accountRow(number: number): Row {
  const rest = {
    pending: 0,
    held: 0,
    debt: 0,
    version: 0,
    opened_at: since,
    first_earned_at: since,
    cap_use: null,
    bound_since: since,
  }
  return { cardholder_id: personId(number), programme_id, available: lotsEach * pointsPerLot, ...rest }
}

const lots = Array.from({ length: lotsEach }, (_, at) => at)
const lotId = (number: number, at: number) => idOf(`lot ${number} ${at}`)

function lotRows(number: number): Row[] {
  const empty = { pending: 0, held: 0, redeemed: 0, expired: 0, clawed_back: 0, repaid: 0 }
  return lots.map((at) => ({
    cardholder_id: personId(number),
    lot_id: lotId(number, at),
    programme_id,
    card_id: idOf(`card ${number}`),
    source: `t${at}`,
    earned: pointsPerLot,
    available: pointsPerLot,
    ...empty,
    available_on: '2026-01-08',
    expires_on: `2035-0${at + 1}-28`,
    due_on: `2035-0${at + 1}-29`,
    created_at: since,
  }))
}

function transferRows(number: number): Row[] {
  return lots.flatMap((at) =>
    (['pending', 'available'] as const).map((to_account, step) => ({
      cardholder_id: personId(number),
      transaction_id: idOf(`transfer ${number} ${at} ${step}`),
      seq: 0,
      programme_id,
      from_account: step === 0 ? 'issuer' : 'pending',
      to_account,
      amount: pointsPerLot,
      kind: step === 0 ? 'earn' : 'settle',
      reference: step === 0 ? `t${at}` : lotId(number, at),
      purchase_id: `t${at}`,
      lot_id: lotId(number, at),
      corrects: null,
      memo: null,
      effective_on: '2026-01-01',
      created_at: since,
      basis_id: null,
      arithmetic: null,
    })),
  )
}

function benefitRow({ id }: { id: string }, at: number): Row {
  return {
    programme_id,
    benefit_id: id,
    title: `视频会员月卡 ${at}`,
    category: 'video',
    tier: 'basic',
    points: priceOfAll,
    starts_at: since,
    ends_at: new Date('2035-12-31T00:00:00Z'),
    limit_per_person: 1_000,
    valid_days: 30,
    description: '31 天视频会员。',
    steps: '打开应用\n粘贴卡密',
    position: at + 1,
    version: 'bench-1',
    retired_at: null,
    delivery: 'code',
    supplier: null,
    sku: null,
    account_kind: null,
    limit_per_day: null,
    limit_per_week: null,
    limit_per_month: null,
    campaign_id: null,
    campaign_limit: null,
    products: null,
    releases: null,
    low_stock_at: null,
  }
}

function codeRow({ id, seq }: { id: string; seq: number }): Row {
  return {
    programme_id,
    benefit_id: id,
    seq,
    code_id: idOf(`code ${id} ${seq}`),
    cipher: `1.${hexOf(`cipher ${id} ${seq}`)}`,
    fingerprint: hexOf(`code ${id} ${seq}`),
    masked: 'KQ••••••••7X',
    state: 'free',
    redemption_id: null,
    cardholder_id: null,
    batch_id: null,
    valid_until: null,
  }
}
