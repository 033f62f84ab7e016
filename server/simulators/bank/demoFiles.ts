import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PublishedFile, readPublishedFile } from './publishedRows'

/** Three real months that are shipped with the product. */
export const demoDir = join(__dirname, '../../demo/card-transactions')

/** @throws Error when a published file in the folder is bad */
export function publishedFilesOf(dir: string): PublishedFile[] {
  const names = readdirSync(dir).filter((name) => /^\d{4}-\d{2}\.csv$/.test(name))
  return names.sort().map((name) => {
    const read = readPublishedFile(name, readFileSync(join(dir, name)))
    if ('problems' in read) throw new Error(`${name}: ${read.problems[0]?.row} ${read.problems[0]?.en}`)
    return read
  })
}
