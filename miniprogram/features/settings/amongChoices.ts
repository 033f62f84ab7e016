/** What is chosen is always among the choices, also when it was chosen elsewhere: in its place, or last where there is none. */
export function amongChoices<T extends string | number>(choices: readonly T[], chosen: T): T[] {
  if (choices.includes(chosen)) return [...choices]
  const all = [...choices, chosen]
  return typeof chosen === 'number' ? all.sort((one, other) => Number(one) - Number(other)) : all
}
