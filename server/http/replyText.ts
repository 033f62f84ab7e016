import * as z from 'zod/mini'

/** The text of frozen parts that were written before, by the schema that let them pass. */
const written = new WeakMap<z.ZodMiniType, WeakMap<object, string>>()

/**
 * The JSON of a reply, as far as its schema promises it: what the contract does not name does not leave, and a wrong reply
 * is a bug, not an answer. A frozen part, such as the first page of a catalogue, is shared by many replies: it is parsed
 * and written once, and whoever freezes it does not change what lies in it either.
 * @throws z.core.$ZodError where the reply is not what the contract promises
 */
export function replyText(schema: z.ZodMiniType, reply: object): string {
  if (!(schema instanceof z.ZodMiniObject) || (schema._zod.def.checks ?? []).length > 0) return textOf(schema, reply)
  const given = reply as Readonly<Record<string, unknown>>
  const parts = Object.entries(schema.shape as Record<string, z.ZodMiniType>).flatMap(([name, part]) => {
    const text = isShared(given[name]) ? sharedText(part, given[name]) : textOf(part, given[name])
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`]
  })
  return `{${parts.join(',')}}`
}

function isShared(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.isFrozen(value)
}

function sharedText(schema: z.ZodMiniType, value: object): string {
  const known = written.get(schema) ?? new WeakMap<object, string>()
  written.set(schema, known)
  const text = known.get(value) ?? textOf(schema, value)
  known.set(value, text)
  return text
}

/** Nothing, where a part that may be missing is. */
function textOf(schema: z.ZodMiniType, value: unknown): string {
  return JSON.stringify(schema.parse(value))
}
