import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** When the wire is cut: before what is said reaches the server, or after it did and before its answer is heard. */
export type Cut = 'before' | 'after'

/** A wire to a database server that is cut when the word comes by. */
export interface CuttingProxy {
  /** The same database, over the wire. */
  url: string
  /** Cuts the next statement that says this word. */
  cutAt(word: string, when: Cut): void
  /** No connection is let through any more, or all are again. */
  refuse(all: boolean): void
  /** Nothing that is said comes through any more, in either direction, or all of it does again. */
  hang(all: boolean): void
  /** How often it has cut. */
  readonly cuts: number
  stop(): Promise<void>
}

export async function cuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl)
  const open = new Set<Socket>()
  let armed: { word: string; when: Cut } | null = null
  let cuts = 0
  let refusing = false
  const server = createServer((client) => {
    if (refusing) return client.destroy()
    const upstream = connect(Number(target.port || 3306), target.hostname)
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    let isDeaf = false
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', end).on('close', () => {
        open.delete(socket)
        end()
      })
    }
    client.on('data', (said) => {
      const cut = armed && said.includes(armed.word) ? armed : null
      if (cut) {
        armed = null
        cuts += 1
        if (cut.when === 'before') return end()
        isDeaf = true
      }
      upstream.write(said)
    })
    upstream.on('data', (answer) => {
      // The server has done it: its answer is what gets lost.
      if (isDeaf) return end()
      client.write(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cutAt(word, when) {
      armed = { word, when }
    },
    refuse(all) {
      refusing = all
      if (all) for (const socket of open) socket.destroy()
    },
    get cuts() {
      return cuts
    },
    hang(all) {
      for (const socket of open) {
        if (all) socket.pause()
        else socket.resume()
      }
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
