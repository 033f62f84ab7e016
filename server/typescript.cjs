const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { isMainThread, threadId } = require('node:worker_threads')

/**
 * Lets node run our sources as they are. Hooks from packages load the whole TypeScript compiler to read its settings and
 * compile every file anew, which costs a process 90 MB and each start a second. This one keeps what it compiled, by the
 * content of the file, and loads the compiler (swc) only where a file is new.
 * Whoever may write into node_modules may write there, and nobody else; where it cannot be written, everything still runs.
 */
const settings = {
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, useDefineForClassFields: false },
  },
  sourceMaps: true,
}
const kept = join(__dirname, '../node_modules/.cache/kaquan-typescript')
const version = JSON.stringify([settings, require('@swc/core/package.json').version])
/** Where the compiled file of a source lies, for the lines of its errors. */
const compiled = new Map()

require.extensions['.ts'] = (module, file) => {
  const source = readFileSync(file, 'utf8')
  const place = join(kept, createHash('sha256').update(version).update(file).update(source).digest('hex'))
  compiled.set(file, place)
  module._compile(keptCode(place) ?? compile(source, { file, place }), file)
}

function keptCode(place) {
  try {
    return readFileSync(`${place}.js`, 'utf8')
  } catch {
    return null
  }
}

function compile(source, { file, place }) {
  const { code, map } = require('@swc/core').transformSync(source, { ...settings, filename: file })
  try {
    mkdirSync(kept, { recursive: true })
    keep(`${place}.map`, map)
    keep(`${place}.js`, code)
  } catch {
    // A folder that cannot be written to makes the next start as slow as this one, and nothing else.
  }
  return code
}

/** Whole or not at all: several processes, and threads, may start at once. */
function keep(path, text) {
  const half = `${path}.${process.pid}.${threadId}`
  writeFileSync(half, text)
  renameSync(half, path)
}

// A thread tells its errors to the process that started it, by name.
if (isMainThread) {
  require('source-map-support').install({
    environment: 'node',
    handleUncaughtExceptions: false,
    retrieveSourceMap(file) {
      const place = compiled.get(file)
      if (!place) return null
      try {
        return { url: file, map: readFileSync(`${place}.map`, 'utf8') }
      } catch {
        return null
      }
    },
  })
}
