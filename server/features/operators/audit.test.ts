import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const server = join(__dirname, '../..')

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesBelow(path)
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [readFileSync(path, 'utf8')] : []
  })
}

test('no statement of the product changes or deletes a row of the audit log, a ruling or an extension', () => {
  const sources = sourcesBelow(server)
  expect(sources.some((source) => source.includes("insert('audit'"))).toBe(true)
  const changing =
    /\b(UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE(\s+TABLE)?)\s+(audit|refund_ruling|lot_extension)\b/i
  const upserting = /upsert\(\s*'(audit|refund_ruling|lot_extension)'/
  expect(sources.filter((source) => changing.test(source) || upserting.test(source))).toEqual([])
})
