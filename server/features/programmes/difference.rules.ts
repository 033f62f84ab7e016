import type { Change } from '../../../shared/contract/requests'

type Leaf = string | number

/** What a version says otherwise than the one before it, field by field, in the order of the fields. */
export function differenceOf(name: string, { before, after }: { before: object; after: object }): Change[] {
  const [old, fresh] = [leavesOf(before, name), leavesOf(after, name)]
  return [...new Set([...fresh.keys(), ...old.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: fresh.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

/** Every value by its path. Things that have a name stand under it, so that their order in a list is no difference. */
function leavesOf(value: unknown, path: string, leaves = new Map<string, Leaf>()): Map<string, Leaf> {
  if (Array.isArray(value) && value.some(isObject)) {
    value.forEach((one: unknown, at) => {
      const name = nameOf(one)
      leavesOf(name === null ? one : withoutName(one), `${path}.${name ?? at}`, leaves)
    })
  } else if (Array.isArray(value)) {
    if (value.length > 0) leaves.set(path, value.map(textOf).join(', '))
  } else if (isObject(value)) {
    for (const [name, part] of Object.entries(value)) leavesOf(part, `${path}.${name}`, leaves)
  } else if (typeof value === 'number') leaves.set(path, value)
  else if (value !== undefined && value !== null) leaves.set(path, String(value))
  return leaves
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nameOf(value: unknown): string | null {
  if (!isObject(value)) return null
  const name = value.id ?? value.tier
  return typeof name === 'string' ? name : null
}

/** It stands in the path already. */
function withoutName(value: unknown): object {
  const { id: _, tier: __, ...rest } = value as Record<string, unknown>
  return rest
}

/** A range of category codes is a pair. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('–') : String(value)
}
