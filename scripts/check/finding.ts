/** Something to put right. `line` counts from 1; without it the finding is about the file as a whole. */
export interface Finding {
  path: string
  line?: number
  rule: string
  /** What to do about it, as an instruction. */
  todo: string
}

/** Looks at the tree below `root` and answers what is wrong there; nothing when all is well. */
export type Check = (root: string) => Promise<Finding[]>

export function sentenceOf({ path, line, rule, todo }: Finding): string {
  return `${line === undefined ? path : `${path}:${line}`}  ${rule}  ${todo}`
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
