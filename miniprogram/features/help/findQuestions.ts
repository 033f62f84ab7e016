import type { Question } from './questions'

/** Of what was typed in Chinese, so much has to be there, by pairs of characters. */
const share = 0.5

/**
 * The questions in which every word stands that was typed, those first whose heading has them. Chinese is written without
 * spaces, so what is found nowhere as a whole is looked for by its pairs of characters, and most of them have to be there.
 */
export function findQuestions(all: readonly Question[], typed: string): readonly Question[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const whole = withAll(all, words)
  return whole.length > 0 ? whole : withMost(all, words.flatMap(pairsOf))
}

function withAll(all: readonly Question[], words: readonly string[]): Question[] {
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const inHeading = all.filter(({ asked }) => has(asked))
  const elsewhere = all.filter(({ asked, answer }) => !has(asked) && has(`${asked} ${answer}`))
  return [...inHeading, ...elsewhere]
}

function withMost(all: readonly Question[], pairs: readonly string[]): Question[] {
  if (pairs.length === 0) return []
  const shareIn = (text: string) => pairs.filter((pair) => text.includes(pair)).length / pairs.length
  return all
    .map((question) => ({ question, found: shareIn(`${question.asked} ${question.answer}`) }))
    .filter(({ found }) => found >= share)
    .sort((one, other) => other.found - one.found)
    .map(({ question }) => question)
}

function pairsOf(word: string): string[] {
  if (!/^[\u4e00-\u9fff]{3,}$/.test(word)) return []
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
}
