import 'reflect-metadata'
import { postingOf } from '../../server/compose'
import type { Database, Tx } from '../../server/db/database'
import { ageAccounts } from '../../server/features/points'
import { takeFile } from '../../server/features/spend'
import { openDatabase } from '../../server/openDatabase'
import { realSurroundings } from '../../server/surroundings'
import { testProgramme } from '../support/programme'
import { heldSurroundings } from '../support/surroundings'

/** A process that kills itself, without a word, at one exact place of its work. Words: what it does, and where it ends. */
const [work = '', url = '', ...rest] = process.argv.slice(2)

const works: Record<string, (database: Database) => Promise<unknown>> = {
  /** Words: the file. After the last slice was posted, before the file is marked as finished. */
  async feed(database) {
    const [file = ''] = rest
    const posting = postingOf(realSurroundings)
    const progress = ({ slices, of }: { slices: number; of: number }) => {
      if (slices === of) die()
    }
    await takeFile({ path: file }, { database, posting, surroundings: realSurroundings, progress })
  },
  /** Words: the moment, and the number of transactions, the last of which has written everything and not committed. */
  async age(database) {
    const [moment = '', transactions = ''] = rest
    const surroundings = heldSurroundings(moment)
    const sizes = { page: 4, transaction: 2 }
    await ageAccounts(testProgramme.id, { database: dyingIn(database, Number(transactions)), surroundings, sizes })
  },
}

function dyingIn(database: Database, transactions: number): Database {
  let begun = 0
  const inTransaction: Database['inTransaction'] = (inside) => {
    begun += 1
    const isLast = begun === transactions
    return database.inTransaction(async (tx: Tx) => {
      const done = await inside(tx)
      if (isLast) die()
      return done
    })
  }
  return Object.assign(Object.create(database), { inTransaction })
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way; nothing more may happen until it is here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

openDatabase(url, { chance: Math.random }).then((database) => works[work]?.(database))
