import { Refused } from '../../server/http/refused'

/** The refusal that this ends in, or what it answered instead. */
export async function refusalOf(trying: Promise<unknown>): Promise<string> {
  try {
    return `${answered}${JSON.stringify(await trying)}`
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

const answered = 'not refused: '

/** Of what `refusalOf` said. */
export function wasAnswered(said: string): boolean {
  return said.startsWith(answered)
}
