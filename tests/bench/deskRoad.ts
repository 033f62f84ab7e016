import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportShown } from '../../shared/contract/imports'
import type { RequestShown } from '../../shared/contract/requests'

export interface DeskRoad {
  /** Uploads a file and waits until it is checked. */
  check(file: Buffer): Promise<ImportShown>
  /** Makes a draft of a file that was checked, and answers which. */
  draft(importId: string): Promise<string>
  /** Asks for a draft to be published, and answers the request. */
  submit(versionId: string): Promise<string>
  approve(requestId: string): Promise<void>
}

/** What operators do with a spreadsheet at the console, from its file to a catalogue that is live. */
export function deskRoad(url: string, { maker, checker }: { maker: string; checker: string }): DeskRoad {
  const post = <Answer>(path: string, token: string, body: object) =>
    json<Answer>(`${url}${path}`, {
      method: 'POST',
      headers: { ...bearer(token), 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: JSON.stringify(body),
    })
  const reason = 'bench'
  const imports = '/ops/catalogue/imports'
  return {
    async check(file) {
      let shown = await json<ImportShown>(`${url}${imports}?fileName=bench.xlsx`, {
        method: 'POST',
        headers: { ...bearer(maker), 'Content-Type': 'application/octet-stream' },
        body: new Uint8Array(file),
      })
      while (shown.state === 'checking') {
        await sleep(200)
        shown = await json<ImportShown>(`${url}${imports}/${shown.id}`, { headers: bearer(maker) })
      }
      if (shown.state !== 'checked') throw new Error(`the file was ${shown.state}: ${shown.problems[0]?.en}`)
      return shown
    },
    async draft(importId) {
      const { versionId } = await post<{ versionId: string }>(`${imports}/${importId}/submit`, maker, { reason })
      return versionId
    },
    async submit(versionId) {
      const { id } = await post<RequestShown>(`/ops/catalogue/versions/${versionId}/submit`, maker, { reason })
      return id
    },
    async approve(requestId) {
      const { state, failure } = await post<RequestShown>(`/ops/requests/${requestId}/approve`, checker, { reason })
      if (state !== 'approved') throw new Error(`the request is ${state}: ${failure}`)
    },
  }
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` }
}

async function json<Answer>(url: string, asked: RequestInit): Promise<Answer> {
  const response = await fetch(url, asked)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}
