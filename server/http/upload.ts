import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'koa'
import { Refused } from './refused'

/** A file that somebody has sent; it is gone once the request is answered. */
export interface Upload {
  size: number
  /** SHA-256, hex. */
  sha256: string
  bytes(): Promise<Buffer>
}

/** More at once would fill the disk and nobody sends as many. */
const mostAtOnce = 4
let underWay = 0

/**
 * Takes a file without keeping it in memory. It may hold codes and disks remember, so that it lies there encrypted, with
 * a key that ends with the request.
 * @throws Refused body_too_large, busy_try_later, input_invalid
 */
export async function withUpload<T>(ctx: Context, most: number, act: (upload: Upload) => Promise<T>): Promise<T> {
  if ((ctx.request.length ?? 0) > most) throw new Refused('body_too_large')
  if (underWay >= mostAtOnce) throw new Refused('busy_try_later', { retryAfterSeconds: 5 })
  underWay++
  const folder = await mkdtemp(join(tmpdir(), 'kaquan-upload-'))
  try {
    return await act(await taken(ctx, { most, path: join(folder, 'file') }))
  } finally {
    underWay--
    await rm(folder, { recursive: true, force: true })
  }
}

const cipher = 'aes-256-ctr'

async function taken(ctx: Context, { most, path }: { most: number; path: string }): Promise<Upload> {
  const [key, iv] = [randomBytes(32), randomBytes(16)]
  const hash = createHash('sha256')
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (size > most) return done(new Refused('body_too_large'))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(ctx.req, counted, createCipheriv(cipher, key, iv), createWriteStream(path, { mode: 0o600 }))
  if (size === 0) throw new Refused('input_invalid', { fields: [{ path: 'body', message: 'no file' }] })
  return {
    size,
    sha256: hash.digest('hex'),
    async bytes() {
      // Into its place at once: a large file is in memory once, and not sealed, open and put together.
      const whole = Buffer.alloc(size)
      let at = 0
      await pipeline(
        createReadStream(path),
        createDecipheriv(cipher, key, iv),
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) at += chunk.copy(whole, at)
        },
      )
      return whole
    },
  }
}
