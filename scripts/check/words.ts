import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, lineAt } from './finding'
import { read } from './sourceTree'
import { textsBelow } from './texts'

interface Foreign {
  rule: string
  pattern: RegExp
  todo: string
}

// One letter of each word stands in brackets, so that this file passes its own check.
const FOREIGN: Foreign[] = [
  {
    rule: 'workshop-path',
    pattern: /(?<![\w.~-])\/(?:wor[k]|roo[t]|User[s])\//,
    todo: 'name no place on one machine; make the path relative to the repository, or a setting',
  },
  {
    rule: 'registry-host',
    pattern: /registr[y]\.(?:npmjs|yarnpkg|npmmirror)\.|npmmirro[r]\.com|de[b]\.debian\.org|_authToke[n]/i,
    todo: "where packages come from is the reader's own setting; leave the host out",
  },
  {
    rule: 'workshop-word',
    pattern:
      /\b(?:clau[d]e|anthropi[c]|chatgp[t]|opena[i]|copilo[t]|code[x]|CE[O]|sub-?agen[t]s?|(?:coding|AI)[- ](?:agen[t]|assistan[t])s?|AI[- ]generate[d]|(?:developer|development|coding)[- ]sessio[n]s?)\b|\bAGENT[S]\.md/i,
    todo: 'the tree speaks of the product, not of how it is made; say it in the words of the product',
  },
]

/** Words that belong to the workshop, not to the product, and the registry that a lock file may name. */
export async function checkWords(root: string): Promise<Finding[]> {
  const foreign = [...FOREIGN, ...ownRegistry()]
  const findings = textsBelow(root).flatMap(({ path, lines }) =>
    [path, ...lines].flatMap((line, at) =>
      foreign
        .filter(({ pattern }) => pattern.test(line))
        .map(({ rule, todo }) => ({ path, line: at === 0 ? undefined : at, rule, todo })),
    ),
  )
  return [...findings, ...resolvedUrls(root)]
}

/** The registry that npm uses on this machine, when it is not the public one: known here, so named nowhere. */
function ownRegistry(): Foreign[] {
  const host = /^https?:\/\/(?:[^@/]*@)?([^/:]+)/.exec(process.env.npm_config_registry ?? '')?.[1]
  if (host === undefined || /^(localhost|127\.)/.test(host)) return []
  const pattern = new RegExp(host.replaceAll('.', '\\.'), 'i')
  return [{ rule: 'registry-host', pattern, todo: "where packages come from is the reader's own setting" }]
}

function resolvedUrls(root: string): Finding[] {
  if (!existsSync(join(root, 'package-lock.json'))) return []
  const text = read(root, 'package-lock.json')
  const at = text.search(/"resolved":\s*"https?:/)
  if (at < 0) return []
  const todo = 'the lock names a registry; write it with `npm install --omit-lockfile-registry-resolved`'
  return [{ path: 'package-lock.json', line: lineAt(text, at), rule: 'registry-host', todo }]
}
