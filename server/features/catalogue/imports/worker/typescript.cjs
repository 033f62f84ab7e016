const { readFileSync } = require('node:fs')
const { transformSync } = require('@swc/core')

/**
 * Lets a thread run our sources as they are, as `@swc-node/register` does for the process; but that one loads the whole
 * compiler to read its settings, which costs every thread a second and 80 MB.
 */
require.extensions['.ts'] = (module, file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, useDefineForClassFields: false },
    },
    sourceMaps: 'inline',
  })
  module._compile(code, file)
}
