/** Public keys of Ed25519 in base64 by which this package knows our own list of jump targets; none where it was built without. */
export const jumpListKeys: readonly string[] = JUMP_LIST_KEYS === '' ? [] : JUMP_LIST_KEYS.split(',')
