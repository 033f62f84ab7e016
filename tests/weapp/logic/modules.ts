import type { AppJson } from '../messages'
import { note } from './notes'
import { outside } from './outside'

type Define = (path: string, body: Body) => void
type Body = (require: (path: string) => unknown, module: { exports: unknown }, exports: unknown) => void

/** Loads the scripts of the package when they are first required, as CommonJS modules. */
export class Modules {
  private readonly bodies = new Map<string, Body>()
  private readonly loaded = new Map<string, { exports: unknown }>()
  private readonly present = new Set<string>()
  /** The script that is being run, without its ending: whoever calls Page or Component is known by it. */
  running = ''

  constructor(
    private readonly app: AppJson,
    private readonly scripts: ReadonlySet<string>,
  ) {}

  /** The server wraps each script in a call of this. */
  define: Define = (path, body) => {
    this.bodies.set(path, body)
  }

  /** Runs the script unless it has been. */
  require(path: string): unknown {
    const file = this.fileOf(path)
    const known = this.loaded.get(file)
    if (known) return known.exports
    if (!this.bodies.has(file)) outside.load(`/package/${file}`)
    const body = this.bodies.get(file)
    if (!body) throw new Error(`module ${path} is not in the package`)
    const module = { exports: {} as unknown }
    this.loaded.set(file, module)
    const before = this.running
    this.running = file.replace(/\.js$/, '')
    try {
      body((wanted) => this.require(joined(file, wanted)), module, module.exports)
    } finally {
      this.running = before
    }
    return module.exports
  }

  /** The sub-package that a page lies in. */
  packageOf(route: string): string | undefined {
    return this.app.subPackages?.map(({ root }) => root.replace(/\/$/, '')).find((root) => route.startsWith(`${root}/`))
  }

  has(root: string): boolean {
    return this.present.has(root)
  }

  take(root: string, how: 'visited' | 'preloaded'): void {
    if (this.present.has(root)) return
    this.present.add(root)
    note({ what: 'package', root, how, at: outside.clock() })
  }

  private fileOf(path: string): string {
    for (const file of [path, `${path}.js`, `${path}/index.js`]) if (this.scripts.has(file)) return file
    throw new Error(`module ${path} is not in the package`)
  }
}

function joined(from: string, wanted: string): string {
  return new outside.URL(wanted, `package:///${from}`).pathname.slice(1)
}
