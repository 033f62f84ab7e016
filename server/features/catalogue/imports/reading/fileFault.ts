import type { CatalogueProblemCode } from '../../catalogueProblems'

/** Why a file cannot be read at all, by name. */
export class FileFault extends Error {
  constructor(
    readonly code: CatalogueProblemCode,
    readonly found: string | number = '',
  ) {
    super(code)
    this.name = 'FileFault'
  }
}
