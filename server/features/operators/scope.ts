import type { OperatorSession } from '../../http/operators'
import { Refused } from '../../http/refused'

const everyProgramme = '*'

/**
 * The programme that an operator means: their own, or, of one who works for all, the one that is asked for.
 * @throws Refused not_found for a programme that is not theirs
 */
export function programmeMeant(
  { programmeId: own }: OperatorSession,
  { asked, otherwise }: { asked: string | undefined; otherwise: string },
): string {
  if (own === everyProgramme) return asked ?? otherwise
  if (asked !== undefined && asked !== own) throw new Refused('not_found')
  return own
}

export function mayEnter({ programmeId: own }: Pick<OperatorSession, 'programmeId'>, programmeId: string): boolean {
  return own === everyProgramme || own === programmeId
}

/** What concerns the desk of a programme; who works for all sees what concerns no single one as well. */
export function programmesRead(operator: OperatorSession, programmeId: string): string[] {
  return operator.programmeId === everyProgramme ? [programmeId, everyProgramme] : [programmeId]
}
