/** Facts that are written once: what operators did, and how points moved. A correction is a new row. */
export const appendOnlyTables = ['audit', 'transfer'] as const

/** Evidence whose rows change as things go on, and stay. */
export const neverDeletedTables = ['account_deletion', 'consent', 'desk_reveal', 'operator', 'request'] as const

/** Where tables are listed that nobody changes but who migrates. */
const migrationsTable = 'migrations'

/**
 * What an application's user may do: read and write every table, but neither change nor delete what is written once, delete no
 * evidence, and change no table itself.
 */
export function grantsFor({
  user,
  host,
  database,
  tables,
  views,
}: Record<'user' | 'host' | 'database', string> & Record<'tables' | 'views', readonly string[]>): string[] {
  const who = `${quoted(user, "'")}@${quoted(host, "'")}`
  const grant = (rights: string, name: string) =>
    `GRANT ${rights} ON ${quoted(database, '`')}.${quoted(name, '`')} TO ${who};`
  const appendOnly = new Set<string>(appendOnlyTables)
  const neverDeleted = new Set<string>(neverDeletedTables)
  const rightsOn = (name: string) => {
    if (appendOnly.has(name)) return 'SELECT, INSERT'
    return neverDeleted.has(name) ? 'SELECT, INSERT, UPDATE' : 'SELECT, INSERT, UPDATE, DELETE'
  }
  return [
    ...[...tables].sort().map((name) => grant(rightsOn(name), name)),
    ...[migrationsTable, ...[...views].sort()].map((name) => grant('SELECT', name)),
  ]
}

function quoted(name: string, mark: "'" | '`'): string {
  if (!/^[\w.%*-]{1,80}$/.test(name)) throw new Error(`this cannot be a name in a grant: ${name}`)
  return `${mark}${name}${mark}`
}
