/** What was typed, where it can be the name of a supplier; what cannot be one narrows nothing. */
export function supplierOf(typed: string | undefined): string | undefined {
  return typed && /^[\w.-]{1,32}$/.test(typed) ? typed : undefined
}
