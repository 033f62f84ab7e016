import { onceByName } from '../ports/onceByName'

const mostTexts = 500

/**
 * Parses a stored text once, however often it is read: the same few settings are asked for in every transaction. What is
 * answered is shared, so nobody may change it.
 */
export function parsedOnce<T>(parse: (json: unknown) => T): (text: string) => T {
  const once = onceByName<T>(mostTexts)
  return (text) => once(text, () => parse(JSON.parse(text)))
}
