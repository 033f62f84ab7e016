import path from 'node:path'

/** What a process of node is preloaded with (`-r`) to run our sources. */
export const typescriptHook = path.join(__dirname, 'typescript.cjs')
