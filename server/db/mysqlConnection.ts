import type { Readable } from 'node:stream'

/** A connection of mysql2's, as far as a transaction needs it. */
export interface MysqlConnection {
  query(
    options: { sql: string; values?: unknown[]; infileStreamFactory?: () => Readable },
    done: (error: Error | null, result?: unknown) => void,
  ): void
  /** Puts values in the place of `?`, escaped. */
  format(sql: string, values: unknown[]): string
  destroy(): void
}

/** What the server says of a statement that changes rows. */
export interface Changed {
  affectedRows: number
  warningStatus: number
}
