import { bulkLoad, bulkLoadFrom } from './bulkLoad'
import type { Parameter, Row, Tx, Upsert } from './database'
import type { Changed, MysqlConnection } from './mysqlConnection'
import { boundValues, insertStatements, type Statement, upsertStatements } from './statements'

/** A statement that takes longer is given up, and its connection destroyed, since nobody knows what it still does. */
export interface Limits {
  limitMs: number
  /** Whether the server takes bulk loads. */
  mayLoad: boolean
}

/** A server takes 16 MB in one packet at least, if nothing else was set; this is far below. */
const longestPacket = 1_000_000

interface Queued {
  sql: string
  /** Who waits for its answer; nobody where it may fail later. */
  asker?: { resolve(answer: unknown): void; reject(error: unknown): void }
}

/**
 * A transaction that sends what it writes together with what it asks next: a round trip costs more than most statements,
 * and a write of which nobody needs the answer can wait for the next question, or for the end. Questions of one tick, such
 * as those of a `Promise.all`, go out together too. The order stays as it was asked for; an error of a write comes up with
 * whatever is asked after it, and the transaction fails all the same.
 */
export class MysqlTransaction implements Tx {
  readonly dialect = 'mysql'
  readonly forUpdate = ' FOR UPDATE'
  private queue: Queued[] = [{ sql: 'START TRANSACTION' }]
  private queuedLength = 0
  private isDue = false
  /** What was sent last: the next one waits for it. */
  private underWay: Promise<void> = Promise.resolve()
  /** Why nothing is sent any more: the server may have rolled back, and would commit what comes now by itself. */
  private broken: { error: unknown } | null = null

  constructor(
    private readonly connection: MysqlConnection,
    private readonly limits: Limits,
  ) {}

  async rows<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return (await this.ask(sql, parameters)) as R[]
  }

  async change(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    return ((await this.ask(sql, parameters)) as Changed).affectedRows
  }

  async changeExactly(count: number, sql: string, parameters: readonly Parameter[] = []): Promise<void> {
    // In one breath: nothing of somebody else's may come between the two.
    this.enqueue({ sql: this.connection.format(sql, boundValues(parameters)) })
    this.enqueue({ sql: otherwiseFail(count) })
    if (this.queuedLength > longestPacket) await this.send()
  }

  async insert(table: string, rows: readonly Row[], { ignoreKnown = false, isCounted = true } = {}): Promise<number> {
    if (rows.length === 0) return 0
    if (this.limits.mayLoad && rows.length >= bulkLoadFrom) return this.load(table, rows, ignoreKnown)
    const statements = insertStatements({ dialect: 'mysql', table, ignoreKnown }, rows)
    if (ignoreKnown && isCounted) return this.insertNew(table, statements)
    for (const { sql, parameters } of statements) await this.later(sql, parameters)
    return rows.length
  }

  async upsert(table: string, rows: readonly Row[], options: Upsert): Promise<void> {
    for (const { sql, parameters } of upsertStatements({ dialect: 'mysql', table, ...options }, rows)) {
      await this.later(sql, parameters)
    }
  }

  async commit(): Promise<void> {
    await this.ask('COMMIT')
  }

  async rollback(): Promise<void> {
    this.queue = []
    await this.underWay.catch(() => undefined)
    await askedOnce(this.connection, { sql: 'ROLLBACK', limits: this.limits })
  }

  /** IGNORE turns every error of a row into a warning, while only a known key may be passed over: others are raised again. */
  private async insertNew(table: string, statements: readonly Statement[]): Promise<number> {
    let inserted = 0
    for (const { sql, parameters, rowCount } of statements) {
      const { affectedRows, warningStatus } = (await this.ask(sql, parameters)) as Changed
      if (warningStatus > rowCount - affectedRows) throw new Error(`a row for ${table} was not stored as it is`)
      inserted += affectedRows
    }
    return inserted
  }

  private async load(table: string, rows: readonly Row[], ignoreKnown: boolean): Promise<number> {
    await this.send()
    const loaded = await this.inTurn(() =>
      limited(this.connection, { asked: bulkLoad(this.connection, table, rows), limits: this.limits }),
    )
    if (loaded < rows.length && !ignoreKnown) throw new DuplicateRows(table, rows.length - loaded)
    return loaded
  }

  private async later(sql: string, parameters: readonly Parameter[]): Promise<void> {
    this.enqueue({ sql: this.connection.format(sql, boundValues(parameters)) })
    if (this.queuedLength > longestPacket) await this.send()
  }

  private ask(sql: string, parameters: readonly Parameter[] = []): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.enqueue({ sql: this.connection.format(sql, boundValues(parameters)), asker: { resolve, reject } })
      if (this.isDue) return
      this.isDue = true
      // Whoever asks gets the error; here it only has to be said that somebody does.
      queueMicrotask(() => void this.send().catch(() => undefined))
    })
  }

  private enqueue(queued: Queued): void {
    this.queue.push(queued)
    this.queuedLength += queued.sql.length
  }

  /** Sends what has queued up, in one trip unless it is too long for that, and hands the answers out. */
  private async send(): Promise<void> {
    const { queue } = this
    this.queue = []
    this.queuedLength = 0
    this.isDue = false
    try {
      for (const packet of packetsOf(queue)) {
        const sql = packet.map((queued) => queued.sql).join(';\n')
        const answer = await this.inTurn(() => askedOnce(this.connection, { sql, limits: this.limits }))
        const answers = packet.length === 1 ? [answer] : (answer as unknown[])
        for (const [at, { asker }] of packet.entries()) asker?.resolve(answers[at])
      }
    } catch (failure) {
      const { errno } = failure as { errno?: number }
      const error =
        errno === otherNumber ? new Error('a statement changed another number of rows than it had to') : failure
      for (const { asker } of queue) asker?.reject(error)
      throw error
    }
  }

  /**
   * One after another: a packet that waited in the connection behind one that failed would be run outside of the
   * transaction, which the server has rolled back by then.
   */
  private async inTurn<T>(send: () => Promise<T>): Promise<T> {
    const before = this.underWay
    const own = before
      .catch(() => undefined)
      .then(async () => {
        if (this.broken) throw this.broken.error
        try {
          return await send()
        } catch (error) {
          this.broken = { error }
          throw error
        }
      })
    this.underWay = own.then(() => undefined)
    this.underWay.catch(() => undefined)
    return own
  }
}

/** An error of the server's own, and nothing that follows in the packet is done, when the statement before changed another number. */
function otherwiseFail(count: number): string {
  return `SELECT (SELECT 1 FROM (SELECT 1 AS n UNION ALL SELECT 2) two WHERE ROW_COUNT() <> ${Math.trunc(count)})`
}

/** What the server says then: the sub-query returns more than one row. */
const otherNumber = 1242

function* packetsOf(queue: readonly Queued[]): Generator<Queued[]> {
  let packet: Queued[] = []
  let length = 0
  for (const queued of queue) {
    if (packet.length > 0 && length + queued.sql.length > longestPacket) {
      yield packet
      packet = []
      length = 0
    }
    packet.push(queued)
    length += queued.sql.length
  }
  if (packet.length > 0) yield packet
}

/** Asks the server and gives up, together with the connection, when it takes too long. */
export function askedOnce(
  connection: MysqlConnection,
  { sql, limits }: { sql: string; limits: Limits },
): Promise<unknown> {
  const asked = new Promise<unknown>((resolve, reject) => {
    connection.query({ sql }, (error, result) => (error ? reject(error) : resolve(result)))
  })
  return limited(connection, { asked, limits })
}

async function limited<T>(
  connection: MysqlConnection,
  { asked, limits: { limitMs } }: { asked: Promise<T>; limits: Limits },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      connection.destroy()
      reject(new Error(`a statement took longer than ${limitMs} ms; its connection was destroyed`))
    }, limitMs)
  })
  try {
    return await Promise.race([asked, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** What a statement of values says of itself when a key exists already. */
class DuplicateRows extends Error {
  readonly errno = 1062

  constructor(table: string, count: number) {
    super(`${count} rows for ${table} exist already`)
  }
}
