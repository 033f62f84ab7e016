import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const file = join(__dirname, 'wrongCalls.ts')
const asWritten = readFileSync(file, 'utf8')
const directive = /^ *\/\/ @ts-expect-error .*$/gm

const project = join(__dirname, '../../tsconfig.json')
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(project, ts.sys.readFile).config,
  ts.sys,
  dirname(project),
)

/** Sources read once: the three programs differ in one file only. */
const known = new Map<string, ts.SourceFile | undefined>()
let before: ts.Program | undefined

/** `line: message` of every error in the file when it reads `text`; all other files stay as they are. */
function errorsIn(text: string): { line: number; message: string }[] {
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (name, languageVersion) => {
    if (name === file) return ts.createSourceFile(name, text, languageVersion, true)
    if (!known.has(name)) known.set(name, read(name, languageVersion))
    return known.get(name)
  }
  before = ts.createProgram({ rootNames: [file], options, host, oldProgram: before })
  const source = before.getSourceFile(file)
  return [...before.getSyntacticDiagnostics(source), ...before.getSemanticDiagnostics(source)].map(
    ({ start, messageText }) => ({
      line: source?.getLineAndCharacterOfPosition(start ?? 0).line ?? -1,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }),
  )
}

/** The lines, from 0, that stand below a directive. */
const wrongLines = asWritten.split('\n').flatMap((line, at) => (/^ *\/\/ @ts-expect-error /.test(line) ? [at + 1] : []))

test('the file compiles as it is written: every wrong call is refused', () => {
  expect(errorsIn(asWritten)).toEqual([])
}, 60_000)

test('without its directives, every wrong call is an error, and nothing else is', () => {
  const errors = errorsIn(asWritten.replaceAll(directive, ''))
  expect(wrongLines.length).toBeGreaterThan(10)
  expect([...new Set(errors.map(({ line }) => line))]).toEqual(wrongLines)
}, 60_000)

test('a contract that would let a wrong call pass is noticed', () => {
  const loosened = asWritten.replaceAll(
    'client: Client<Api>',
    'client: { [feature: string]: { [name: string]: never } }',
  )
  expect(errorsIn(loosened).map(({ message }) => message)).toContain("Unused '@ts-expect-error' directive.")
}, 60_000)
