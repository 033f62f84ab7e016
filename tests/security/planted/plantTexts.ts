import { vaultOf } from '../../../server/compose'
import { createAccount } from '../../../server/features/operators'
import { operatorRoles } from '../../../shared/contract/roles'
import { bankSigned } from '../../contract/composedServer'
import { bankEvent } from '../../support/bankEvents'
import { benefitsCsv } from '../../support/catalogueFiles'
import { ownerIn } from '../world/ownerIn'
import type { Owner } from '../world/plantedOwner'
import { askRaw } from '../world/rawHttp'
import { homeProgramme, type World } from '../world/world'

/** Texts that would run if some page took them for more than texts; each says which of them it was. */
export const scripts = [
  '<img src=x onerror="window.planted=1">',
  '"><script>window.planted=2</script>',
  "'><svg onload=window.planted=3>",
  'javascript:window.planted=4//',
  '{{window.planted=5}}',
  '</script><script>window.planted=6</script>',
] as const

export interface Planted {
  owner: Owner
  /** Addresses of pages that show one thing. */
  pages: string[]
  /** How many texts were taken, of how many that were tried. */
  taken: number
  tried: number
}

/** Puts such texts wherever a person outside or at the desk can put one: what is refused for its form is left out. */
export async function plantTexts(world: World): Promise<Planted> {
  const planting = new Planting(world)
  const owner = await ownerIn(world, 'owner')
  await planting.purchases(owner)
  await planting.operators()
  const versionId = await planting.versions()
  const importId = await planting.imports()
  const requestId = await planting.requests(owner)
  const cardholder = `/cardholders/${owner.ids.cardholderId}`
  const pages = [cardholder, `/catalogue/${versionId}`, `/catalogue/versions/${versionId}`, `/import/${importId}`]
  return { owner, pages: [...pages, `/requests/${requestId}`], taken: planting.taken, tried: planting.tried }
}

class Planting {
  taken = 0
  tried = 0
  private keys = 0
  private maker = ''
  private checker = ''

  constructor(private readonly world: World) {}

  /** The bank's own texts, and a refund that matches nothing. */
  async purchases(owner: Owner): Promise<void> {
    const card_token = owner.secrets.at(-1) ?? ''
    const told = scripts.flatMap((merchant, at) => [
      bankEvent(`tx_planted_${at}`, '2026-11-20', { yuan: 300, card_token, merchant }),
      bankEvent(`tx_refund_${at}`, '2026-11-21', { yuan: -777 - at, card_token, merchant }),
    ])
    const body = JSON.stringify({ events: told })
    const headers = { 'Content-Type': 'application/json', ...bankSigned(body, { at: this.world.surroundings.now() }) }
    const answer = await askRaw(this.world.url, {
      method: 'POST',
      path: '/bank/events',
      headers,
      body: Buffer.from(body),
    })
    this.count(answer.status)
  }

  async operators(): Promise<void> {
    const { database, surroundings, environment } = this.world
    const byHand = { operator: null, reason: scripts[0], requestId: null, address: null }
    for (const [at, name] of scripts.entries()) {
      const account = {
        name: name.slice(0, 64),
        login: `planted-${at}`,
        roles: ['maker' as const],
        programmeId: homeProgramme,
      }
      await createAccount({ database, surroundings, vault: vaultOf(environment) }, account, byHand)
      this.count(200)
    }
    this.maker = (await this.world.hire(operatorRoles)).token
    this.checker = (await this.world.hire(operatorRoles)).token
  }

  async versions(): Promise<string> {
    const begun = await this.send('POST /ops/catalogue/versions', { from: 'live', note: scripts[0] })
    const id = String(begun.id)
    for (const [at, text] of scripts.entries()) {
      const texts = { title: text.slice(0, 40), description: text, steps: text }
      const cells = { ...texts, category: 'video', tier: 'basic', points: '5', stock: '1', starts_at: '2024-01-01' }
      const more = { ends_at: '2035-12-31', limit_per_person: '1', valid_days: '1' }
      const path = `/ops/catalogue/versions/${id}/benefits/PLANTED-${at}`
      await this.send(`PUT ${path}`, { cells: { benefit_id: `PLANTED-${at}`, ...cells, ...more } })
    }
    return id
  }

  async imports(): Promise<string> {
    let id = ''
    for (const text of scripts) {
      const file = benefitsCsv({ benefit_id: text, title: text, description: text, category: text, campaign: text })
      const path = `/ops/catalogue/imports?fileName=${encodeURIComponent(`${text}.csv`)}`
      const headers = this.headers(this.maker)
      const answer = await askRaw(this.world.deskUrl, { method: 'POST', path, headers, body: file })
      this.count(answer.status)
      if (answer.status === 200) id = String((JSON.parse(answer.text) as { id: string }).id)
    }
    return id
  }

  async requests(owner: Owner): Promise<string> {
    let id = ''
    for (const [at, text] of scripts.entries()) {
      const payload = { cardholderId: owner.ids.cardholderId, points: at + 1 }
      const made = await this.send('POST /ops/requests', { asked: { kind: 'adjust_points', payload }, reason: text })
      id = String(made.id ?? id)
      const decision = at % 2 === 0 ? 'approve' : 'reject'
      if (at > 0) await this.send(`POST /ops/requests/${id}/${decision}`, { reason: text }, this.checker)
      await this.send(`POST /ops/cardholders/${owner.ids.cardholderId}/unmask`, { reason: text })
    }
    return id
  }

  private async send(call: string, body: object, token = this.maker): Promise<Record<string, unknown>> {
    const [method = '', path = ''] = call.split(' ')
    const headers = { ...this.headers(token), 'Content-Type': 'application/json' }
    const answer = await askRaw(this.world.deskUrl, { method, path, headers, body: Buffer.from(JSON.stringify(body)) })
    this.count(answer.status)
    return JSON.parse(answer.text) as Record<string, unknown>
  }

  private headers(token: string): Record<string, string> {
    const key = `planted-key-${String(++this.keys).padStart(10, '0')}`
    // The name of a browser is shown in the list of sessions.
    return { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'User-Agent': scripts[0] }
  }

  private count(status: number): void {
    this.tried++
    if (status === 200) this.taken++
  }
}
