import type { Endpoint } from '../../shared/contract/endpoint'

/** A place in an endpoint's input where a text may stand. */
export interface TextField {
  part: 'params' | 'query' | 'body'
  /** Names of fields; `*` is any place of a list, or any name of a record. */
  path: string[]
}

interface Schema {
  _zod: { def: Record<string, unknown> & { type: string } }
}

export function textFieldsOf(endpoint: Endpoint): TextField[] {
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = endpoint[part] as unknown as Schema | undefined
    const found = schema ? textsIn(schema) : []
    const known = new Map(found.map((path) => [path.join('.'), path]))
    return [...known.values()].map((path) => ({ part, path }))
  })
}

function textsIn({ _zod: { def } }: Schema): string[][] {
  const at = (name: string, schema: unknown) => textsIn(schema as Schema).map((rest) => [name, ...rest])
  switch (def.type) {
    case 'string':
      return [[]]
    case 'object':
      return Object.entries(def.shape as object).flatMap(([name, field]) => at(name, field))
    case 'array':
      return at('*', def.element)
    case 'record':
      return [['*'], ...at('*', def.valueType)]
    case 'union':
      return (def.options as Schema[]).flatMap(textsIn)
    case 'pipe':
      return textsIn(def.in as Schema)
    default:
      return def.innerType ? textsIn(def.innerType as Schema) : []
  }
}

/** An input in which this text stands at this place, and nothing else. */
export function withText(path: readonly string[], text: string): unknown {
  const [name, ...rest] = path
  if (name === undefined) return text
  return { [name === '*' ? '0' : name]: withText(rest, text) }
}
