import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which SQL is spoken. MariaDB and MySQL share one spelling, `mysql`. */
export type Dialect = 'mysql' | 'sqlite'

export type Parameter = string | number | bigint | boolean | Date | Buffer | null

/** Reads committed rows. Statements use `?` for parameters; big numbers, sums and moments come back as the driver gives them. */
export interface Reader {
  readonly dialect: Dialect
  rows<Row>(sql: string, parameters?: readonly Parameter[]): Promise<Row[]>
}

/** An open transaction: the first argument of every store function that writes. */
export interface Tx extends Reader {
  /** Runs one statement that changes rows and says how many it changed (for UPDATE: matched). */
  change(sql: string, parameters?: readonly Parameter[]): Promise<number>
  /**
   * Runs one statement that has to change exactly so many rows: otherwise the transaction fails, if only with a later
   * statement or at its end.
   */
  changeExactly(count: number, sql: string, parameters?: readonly Parameter[]): Promise<void>
  /**
   * Inserts rows of one shape in as few statements as possible. `ignoreKnown` skips rows whose key exists. Answers how many
   * were new, unless `isCounted` says that nobody asks. That a key exists may come up with a later statement only.
   */
  insert(table: string, rows: readonly Row[], options?: { ignoreKnown?: boolean; isCounted?: boolean }): Promise<number>
  /**
   * Inserts rows of one shape; where the key exists, the other columns are set to the row's, and those named by `add`
   * grow by it.
   */
  upsert(table: string, rows: readonly Row[], options: Upsert): Promise<void>
  /** ` FOR UPDATE` where rows are locked one by one; empty where the whole database has one writer. */
  readonly forUpdate: string
}

export interface Upsert {
  key: readonly string[]
  add?: readonly string[]
}

export type Row = Readonly<Record<string, Parameter>>

export interface Database {
  readonly dialect: Dialect
  /** Reads outside any transaction; on the embedded database through a connection that cannot write. */
  readonly reader: Reader
  /**
   * Runs `work` in one transaction at READ COMMITTED and commits it. The whole of it is run again, a limited number
   * of times, after a deadlock, a lock time-out or a lost connection, so it must not touch anything but the database.
   */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** @throws when the database does not answer */
  ping(): Promise<void>
  /** Brings the tables up to date; answers the names of the migrations that ran. */
  migrate(): Promise<string[]>
  /** Statements that would make the tables equal to the entities: empty when nothing differs. */
  schemaDifference(): Promise<string[]>
  /** Drops every table and view: for `npm run reset` alone. */
  forget(): Promise<void>
  close(): Promise<void>
}

export type EntityClass = new () => object
export type MigrationClass = new () => MigrationInterface
export type { QueryRunner }
