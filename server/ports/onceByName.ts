/**
 * Makes a value once for each name, however often it is asked for. When as many are kept as may be, all are forgotten, and made
 * again as they are asked for: so nobody who brings ever new names fills the memory.
 */
export function onceByName<Value>(atMost: number): (name: string, make: () => Value) => Value {
  const known = new Map<string, { value: Value }>()
  return (name, make) => {
    const before = known.get(name)
    if (before) return before.value
    const value = make()
    if (known.size >= atMost) known.clear()
    known.set(name, { value })
    return value
  }
}
