import { FileFault } from '../reading/fileFault'
import { askWorker } from './askWorker'
import type { Piece, Task } from './messages'

const columns = 'benefit_id,title,category,tier,points,stock,starts_at,ends_at,limit_per_person,valid_days'
const head = `${columns},description,steps,campaign,campaign_limit`
const ofCampaign = (limit: number) => `,SPRING,${limit}`

function csv(rows: number, campaignOf: (no: number) => string = () => ',,'): string {
  const lines = Array.from({ length: rows }, (_, no) => {
    return `BENEFIT-OF-A-LONG-NAME-${no},视频会员 ${no},video,basic,1,0,2026-01-01,2035-01-01,1,1,说明,步骤${campaignOf(no)}`
  })
  return [head, ...lines].join('\n')
}

const nothing = { suppliers: null, others: [], waiting: [], known: new Map(), now: new Date('2026-11-22T02:00:00Z') }

async function told(text: string, kind: Exclude<Task['kind'], 'annotate' | 'template'>) {
  const pieces: Piece[] = []
  let isTaking = false
  let together = 0
  const done = await askWorker({
    ...nothing,
    task: { kind },
    bytes: Buffer.from(text),
    async take(piece) {
      if (isTaking) together++
      isTaking = true
      await new Promise((resume) => setImmediate(resume))
      isTaking = false
      pieces.push(piece)
    },
  })
  return { done, pieces, together }
}

test('the good rows of a file come in small pieces, one at a time and in the order of the file', async () => {
  const { done, pieces, together } = await told(csv(1_050), 'benefits')
  const benefits = pieces.flatMap((piece) => (piece.kind === 'benefits' ? [piece.items] : []))
  expect(benefits.map((items) => items.length)).toEqual([200, 200, 200, 200, 200, 50])
  expect(benefits.flat().map(({ row }) => row)).toEqual(Array.from({ length: 1_050 }, (_, no) => no + 2))
  expect(together).toBe(0)
  expect(done.counts).toMatchObject({ rows: 1_050, new: 1_050, wrong: 0 })
})

test('a row of which it shows at the end that it is wrong is taken back', async () => {
  const { done, pieces } = await told(
    csv(3, (no) => ofCampaign(no === 1 ? 2 : 1)),
    'benefits',
  )
  expect(pieces.at(-1)).toEqual({ kind: 'late', items: [3] })
  expect(done.counts).toMatchObject({ rows: 3, new: 2, wrong: 1 })
})

test('who cannot take a piece ends the reading', async () => {
  const failing = { ...nothing, task: { kind: 'benefits' } as const, bytes: Buffer.from(csv(500)) }
  await expect(askWorker({ ...failing, take: () => Promise.reject(new Error('the disk is full')) })).rejects.toThrow(
    'the disk is full',
  )
})

test('a reading that takes too long ends although it waits for a piece to be taken', async () => {
  const never = new Promise<void>(() => undefined)
  const asked = { ...nothing, task: { kind: 'benefits' } as const, bytes: Buffer.from(csv(500)), take: () => never }
  await expect(askWorker(asked, 500)).rejects.toEqual(new FileFault('file_too_heavy'))
})

test('a file with memory of its own is handed over and not copied, and one that shares memory is left alone', async () => {
  const ofItsOwn = new Uint8Array(Buffer.from(csv(1)))
  const shared = Buffer.from(csv(1))
  const larger = Buffer.concat([shared, Buffer.alloc(9_000, '\n')]).subarray(0, shared.length)
  for (const bytes of [ofItsOwn, larger])
    await askWorker({ ...nothing, task: { kind: 'check' }, bytes, take: () => undefined })
  expect(ofItsOwn).toHaveLength(0)
  expect(larger).toHaveLength(shared.length)
})
