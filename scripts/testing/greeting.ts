import { connect } from 'node:net'

/** A database server speaks first: whoever is greeted may log in. */
export function greeted(place: { host: string; port: number }, withinMs = 5_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(place)
    const end = (settle: () => void) => {
      socket.destroy()
      settle()
    }
    socket.setTimeout(withinMs, () => end(() => reject(new Error(`no greeting within ${withinMs} ms`))))
    socket.once('data', () => end(resolve))
    socket.once('error', (error) => end(() => reject(error)))
    socket.once('close', () => end(() => reject(new Error('closed without a greeting'))))
  })
}
