import fc from 'fast-check'
import { hostileName, hostileText, hostileValue } from './hostileValues'

/** What of JSON Schema the contract is written with. */
export interface JsonSchema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  items?: JsonSchema
  minItems?: number
  maxItems?: number
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

/** By the name of a field: values that mean something in the world that is asked. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

export interface Mood {
  known: KnownValues
  /** Of a hundred places, in how many something hostile stands. */
  harm: number
}

/** Values that fit the schema, but for the harm that is asked for. */
export function arbitraryOf(schema: JsonSchema, mood: Mood, name = ''): fc.Arbitrary<unknown> {
  const known = mood.known[name]
  const right = fitting(schema, mood)
  const choices = [{ weight: known ? 8 : 100, arbitrary: right }]
  if (known) choices.push({ weight: 92, arbitrary: fc.constantFrom(...known) })
  if (mood.harm > 0) choices.push({ weight: mood.harm, arbitrary: harmed(schema) })
  return fc.oneof(...choices)
}

/** A text stays a text half of the time, so that it gets past the first look. */
function harmed({ type }: JsonSchema): fc.Arbitrary<unknown> {
  return type === 'string' ? fc.oneof(hostileText, hostileValue) : hostileValue
}

function fitting(schema: JsonSchema, mood: Mood): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, mood)))
  if (schema.allOf) return fitting(Object.assign({}, ...schema.allOf), mood)
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return fc.oneof(...types.map((type) => ofType(type, schema, mood)))
}

function ofType(type: string | undefined, schema: JsonSchema, mood: Mood): fc.Arbitrary<unknown> {
  if (type === 'object') return objectOf(schema, mood)
  if (type === 'array') {
    const { items = {}, minItems = 0, maxItems = 4 } = schema
    return fc.array(arbitraryOf(items, mood), {
      minLength: minItems,
      maxLength: Math.max(minItems, Math.min(maxItems, 4)),
    })
  }
  if (type === 'string') return textOf(schema)
  if (type === 'integer') return wholeOf(schema)
  if (type === 'number') return fc.oneof(wholeOf(schema), fc.double({ noNaN: true, min: -1e6, max: 1e6 }))
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  return fc.jsonValue({ maxDepth: 1 })
}

function objectOf(schema: JsonSchema, mood: Mood): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field, mood, name)]),
  )
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  const open = typeof additionalProperties === 'object' ? additionalProperties : null
  const filled = open
    ? fc
        .tuple(whole, fc.dictionary(nameOf(propertyNames), arbitraryOf(open, mood), { maxKeys: 5 }))
        .map(([one, more]) => ({ ...one, ...more }))
    : whole
  if (mood.harm === 0) return filled
  return fc.oneof(
    { weight: 100, arbitrary: filled },
    { weight: mood.harm, arbitrary: fc.tuple(filled, hostileName, hostileValue).map(withField) },
    { weight: mood.harm, arbitrary: fc.tuple(filled, fc.nat()).map(withoutField) },
  )
}

/** An own field, also where its name is `__proto__`. */
function withField([object, name, value]: [object, string, unknown]): object {
  const copy = { ...object }
  return Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true })
}

function withoutField([object, at]: [object, number]): object {
  const entries = Object.entries(object)
  return Object.fromEntries(entries.filter((_, index) => index !== at % Math.max(1, entries.length)))
}

function nameOf(schema: JsonSchema | undefined): fc.Arbitrary<string> {
  return schema ? (fitting(schema, { known: {}, harm: 0 }) as fc.Arbitrary<string>) : fc.string({ maxLength: 12 })
}

function wholeOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): fc.Arbitrary<number> {
  const least = minimum ?? (exclusiveMinimum === undefined ? -1_000 : exclusiveMinimum + 1)
  const most = maximum ?? (exclusiveMaximum === undefined ? 2_000_000_000 : exclusiveMaximum - 1)
  const [min, max] = [Math.max(least, -(2 ** 53) + 1), Math.min(most, 2 ** 53 - 1)]
  return fc.oneof(
    fc.constant(min),
    fc.constant(max),
    fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) }),
  )
}

function textOf({ pattern, minLength = 0, maxLength = 80 }: JsonSchema): fc.Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (pattern !== undefined) {
    const made = matching(pattern)
    if (made) return made.filter(fits)
  }
  const most = Math.max(minLength, Math.min(maxLength, 80))
  return fc.oneof(
    fc.string({ minLength, maxLength: most }),
    fc.string({ minLength, maxLength: most, unit: 'grapheme' }).filter(fits),
    fc.constantFrom('客户来电核实', 'a plain text', '2026-11-22').filter(fits),
  )
}

/** Null for a pattern that says what cannot be built up, as one that looks ahead. */
function matching(pattern: string): fc.Arbitrary<string> | null {
  try {
    const made = fc.stringMatching(new RegExp(pattern))
    fc.sample(made, { numRuns: 1, seed: 1 })
    return made
  } catch {
    return null
  }
}
