import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import type { Killable } from './killable'

export interface Weather {
  /** Lets the sun out, with every process standing. */
  calm(): Promise<{ kills: number; cuts: number }>
}

/** Kills processes again and again, each a while after it has started, and cuts connections to the database. */
export function weather(
  processes: readonly Killable[],
  { databaseUrl, chance }: { databaseUrl: string; chance: () => number },
): Weather {
  let isOver = false
  let kills = 0
  let cuts = 0
  const killing = processes.map(async (each) => {
    for (;;) {
      await sleep(400 + chance() * 1_400)
      if (isOver) return
      await each.kill()
      kills += 1
      await each.start()
    }
  })
  const cutting = async () => {
    while (!isOver && !databaseUrl.startsWith('sqlite:')) {
      await sleep(300 + chance() * 900)
      if (!isOver) cuts += await cutConnections(databaseUrl, chance)
    }
  }
  const over = Promise.all([...killing, cutting()])
  return {
    async calm() {
      isOver = true
      await over
      return { kills, cuts }
    },
  }
}

/** Some of the connections to this database, whoever holds them, but for this one; the storm's own may be among them. */
async function cutConnections(url: string, chance: () => number): Promise<number> {
  const database = new URL(url).pathname.slice(1)
  const withoutDatabase = new URL(url)
  withoutDatabase.pathname = '/'
  const connection = await createConnection(withoutDatabase.href)
  try {
    const [rows] = await connection.query('SELECT id FROM information_schema.processlist WHERE db = ?', [database])
    const cut = (rows as { id: number }[]).filter(() => chance() < 0.25)
    for (const { id } of cut) await connection.query(`KILL CONNECTION ${id}`).catch(() => undefined)
    return cut.length
  } finally {
    await connection.end()
  }
}
