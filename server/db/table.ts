import { type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm'

/** The column types that both databases have; a migration uses these and no others. */
export const column = {
  id: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '26' }),
  text: (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) }),
  longText: (name: string): TableColumnOptions => ({ name, type: 'text' }),
  day: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '10' }),
  moment: (name: string): TableColumnOptions => ({ name, type: 'datetime', precision: 3 }),
  /** Points, fen, counts. */
  amount: (name: string): TableColumnOptions => ({ name, type: 'bigint' }),
  small: (name: string): TableColumnOptions => ({ name, type: 'integer' }),
}

export function nullable(options: TableColumnOptions): TableColumnOptions {
  return { ...options, isNullable: true }
}

export interface TableShape {
  name: string
  /** Columns of the primary key, in order; each must be among `columns`. */
  key: string[]
  columns: TableColumnOptions[]
  indices?: { name: string; columns: string[]; unique?: boolean }[]
}

/** Creates a table in TypeORM's own terms, so that one migration serves both databases. */
export async function createTable(
  runner: QueryRunner,
  { name, key, columns, indices = [] }: TableShape,
): Promise<void> {
  const table = new Table({
    name,
    columns: inKeyOrder(columns, key),
    indices: indices.map(
      (index) => new TableIndex({ name: index.name, columnNames: index.columns, isUnique: index.unique ?? false }),
    ),
  })
  await runner.createTable(table)
}

/** TypeORM takes the order of a composite key from the order of the columns. */
function inKeyOrder(columns: TableColumnOptions[], key: string[]): TableColumnOptions[] {
  const keyColumns = key.map((name) => {
    const found = columns.find((candidate) => candidate.name === name)
    if (!found) throw new Error(`the key names a column that the table lacks: ${name}`)
    return { ...found, isPrimary: true }
  })
  return [...keyColumns, ...columns.filter((candidate) => !key.includes(candidate.name))]
}
