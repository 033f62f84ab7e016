import type { Finding } from '../finding'

const DUMPING_GROUND = /^(utils?|helpers?|common|misc|base)$/i
const TAIL = /(Utils?|Helpers?)$/

/** Files and folders whose name says nothing, so that anything may be put there. */
export function dumpingGrounds(paths: string[]): Finding[] {
  return paths.flatMap((path) => {
    const name = path.split('/').find(isDumpingGround)
    if (name === undefined) return []
    return [{ path, rule: 'dumping-ground', todo: `"${name}" says nothing; name it after what it does or knows` }]
  })
}

function isDumpingGround(name: string): boolean {
  const words = name.replace(/^\./, '').split(/[._-]/)
  return words.some((word) => DUMPING_GROUND.test(word)) || TAIL.test(words[0] ?? '')
}
