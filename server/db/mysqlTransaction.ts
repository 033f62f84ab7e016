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

/**
 * A transaction that sends what it writes together with what it asks next: a round trip costs more than most statements,
 * and a write of which nobody needs the answer can wait for the next question, or for the end. The order stays as it was
 * asked for; an error of a write comes up with whatever is asked after it, and the transaction fails all the same.
 */
export class MysqlTransaction implements Tx {
  readonly dialect = 'mysql'
  readonly forUpdate = ' FOR UPDATE'
  private waiting: string[] = ['START TRANSACTION']
  private waitingLength = 0

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
    await this.send('COMMIT')
  }

  async rollback(): Promise<void> {
    this.waiting = []
    await this.send('ROLLBACK')
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
    await this.sendWaiting()
    const loaded = await limited(this.connection, {
      asked: bulkLoad(this.connection, table, rows),
      limits: this.limits,
    })
    if (loaded < rows.length && !ignoreKnown) throw new DuplicateRows(table, rows.length - loaded)
    return loaded
  }

  private async later(sql: string, parameters: readonly Parameter[]): Promise<void> {
    const text = this.connection.format(sql, boundValues(parameters))
    this.waiting.push(text)
    this.waitingLength += text.length
    if (this.waitingLength > longestPacket) await this.sendWaiting()
  }

  private async ask(sql: string, parameters: readonly Parameter[]): Promise<unknown> {
    if (this.waitingLength + sql.length > longestPacket) await this.sendWaiting()
    return this.send(this.connection.format(sql, boundValues(parameters)))
  }

  private async sendWaiting(): Promise<void> {
    const last = this.waiting.pop()
    if (last !== undefined) await this.send(last)
  }

  /** Sends what waits and this after it, in one trip; answers what the server says of the last. */
  private async send(last: string): Promise<unknown> {
    const sql = [...this.waiting, last]
    this.waiting = []
    this.waitingLength = 0
    const result = await askedOnce(this.connection, { sql: sql.join(';\n'), limits: this.limits })
    return sql.length === 1 ? result : (result as unknown[]).at(-1)
  }
}

/** Asks the server and gives up, together with the connection, when it takes too long. */
export function askedOnce(
  connection: MysqlConnection,
  { sql, parameters = [], limits }: { sql: string; parameters?: readonly Parameter[]; limits: Limits },
): Promise<unknown> {
  const asked = new Promise<unknown>((resolve, reject) => {
    const values = boundValues(parameters)
    connection.query({ sql, values }, (error, result) => (error ? reject(error) : resolve(result)))
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
