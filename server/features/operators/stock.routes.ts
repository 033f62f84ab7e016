import type { Api } from '../../../shared/contract/api'
import type { StockShown, StockWorry } from '../../../shared/contract/stock'
import type { HandlersOf } from '../../http/mount'
import { type StockLine, stockReport, takenDown } from '../catalogue'
import type { DeskDeps } from './executeRequest'
import { programmeMeant } from './scope'
import { worriesOf } from './stockWorries.rules'

const linesPerPage = 100

/** What is left of each benefit. */
export function stockRoutes(
  deps: Pick<DeskDeps, 'database' | 'surroundings' | 'defaultProgrammeId'>,
): HandlersOf<Api['stock']> {
  const { reader } = deps.database
  return {
    async list({ session, query: { programmeId: asked, worry, q = '', sort, cursor } }) {
      const programmeId = programmeMeant(session, { asked, otherwise: deps.defaultProgrammeId })
      const now = deps.surroundings.now()
      const [lines, down] = await Promise.all([
        stockReport(reader, { programmeId, now }),
        takenDown(reader, programmeId),
      ])
      const known = lines.map((line) => ({ line, worries: worriesOf(line, now) }))
      const found = known.filter(
        ({ line, worries }) => (worry === undefined || worries.includes(worry)) && isNamed(line, q.toLowerCase()),
      )
      if (sort) found.sort(({ line: one }, { line: other }) => inOrder(sort, one, other))
      const from = Number(cursor ?? 0)
      const page = found.slice(from, from + linesPerPage)
      const end = from + page.length
      const count = (one: StockWorry) => known.filter(({ worries }) => worries.includes(one)).length
      return {
        lines: page.map(({ line, worries }) => shown(line, worries, down.get(line.benefitId))),
        counts: { low: count('low'), out: count('out'), expiring: count('expiring') },
        next: end < found.length ? String(end) : null,
      }
    },
  }
}

type Sort = NonNullable<Parameters<HandlersOf<Api['stock']>['list']>[0]['query']['sort']>

const sorted: Record<string, (line: StockLine) => number | string> = {
  benefit: ({ benefitId }) => benefitId,
  left: ({ left }) => left.now,
  issued: ({ issued }) => issued,
  free: ({ freeCodes }) => freeCodes.reduce((sum, { free }) => sum + free, 0),
}

/** What is the same stays in the order of the catalogue. */
function inOrder(sort: Sort, one: StockLine, other: StockLine): number {
  const figureOf = sorted[sort.replace('-', '')] as (line: StockLine) => number | string
  const [a, b] = sort.startsWith('-') ? [figureOf(other), figureOf(one)] : [figureOf(one), figureOf(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

function isNamed({ benefitId, title }: StockLine, q: string): boolean {
  return benefitId.toLowerCase().includes(q) || title.toLowerCase().includes(q)
}

function shown(
  { left, nextRelease, freeCodes, isLow, ...line }: StockLine,
  worries: StockWorry[],
  down?: Date,
): StockShown {
  return {
    ...line,
    leftNow: left.now,
    leftInAll: left.inAll,
    nextRelease: nextRelease && { at: nextRelease.at.toISOString(), stock: nextRelease.stock },
    worries,
    takenDownAt: down?.toISOString() ?? null,
    freeCodes: freeCodes.map(({ validUntil, ...codes }) => ({
      ...codes,
      validUntil: validUntil?.toISOString() ?? null,
    })),
  }
}
