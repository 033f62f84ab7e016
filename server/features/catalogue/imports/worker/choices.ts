import type { Worksheet } from 'exceljs'

/** Rows below the last one in which somebody may go on writing. */
const spareRows = 5_000
const lastRowOfSheet = 1_048_576

/** A drop-down in a column from its second row on, some way below the last row that is filled. */
export function addChoices(
  sheet: Worksheet,
  { letter, choices, filledTo }: { letter: string; choices: readonly string[]; filledTo: number },
): void {
  const rule = {
    type: 'list' as const,
    allowBlank: true,
    formulae: [`"${choices.join(',')}"`],
    showErrorMessage: true,
    errorTitle: '请从列表选择',
    error: choices.join('、'),
  }
  // The typings leave out that a rule may stand over a whole range at once.
  const { dataValidations } = sheet as Worksheet & { dataValidations: { add(range: string, one: typeof rule): void } }
  dataValidations.add(`${letter}2:${letter}${Math.min(filledTo + spareRows, lastRowOfSheet)}`, rule)
}

/** Wide enough for its name; as text, so that a number of many digits and a date stay as they are typed. */
export function columnOf(name: string): { width: number; style: { numFmt: string } } {
  return { width: Math.max(12, name.length * 2 + 4), style: { numFmt: '@' } }
}
