import type { Answer } from './carry'

interface Tagged {
  tag: string
  text: string
}

/** As many pages as somebody goes back and forth between. */
const most = 24

/**
 * The last answers that came with a tag, so that the next time it is asked only whether they have changed. WeChat keeps none
 * by itself. They are in memory, each for its login and no other, and end with the mini-program.
 */
export function createLastAnswers() {
  const kept = new Map<string, Tagged>()
  const nameOf = ({ path, token = '' }: Question) => `${token} ${path}`
  return {
    to: (question: Question): Tagged | undefined => kept.get(nameOf(question)),
    keep(question: Question, { tag, text }: Pick<Answer, 'tag' | 'text'>): void {
      const name = nameOf(question)
      kept.delete(name)
      if (tag) kept.set(name, { tag, text })
      for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
    },
  }
}

interface Question {
  path: string
  token?: string
}

export type LastAnswers = ReturnType<typeof createLastAnswers>
