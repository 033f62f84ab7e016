import { isCardNumber } from '../../server/ports/cardNumber'
import type { Finding } from './finding'
import { isTest } from './sourceTree'
import { type Text, textsBelow } from './texts'

interface Shape {
  rule: string
  pattern: RegExp
  todo: string
  /** Tells a match that only looks like a secret. */
  harmless?: (match: RegExpMatchArray, path: string) => boolean
}

const TAKE_AWAY = 'take it out, make it invalid where it was issued, and read it from the environment'

const PLACEHOLDERS =
  /^(<.*|\$.*|%.*|\*+|x+|\.+|pass(word)?|secret|change[-_ ]?me|example|your[-_ ].*|placeholder|test|kaquan|口令|密码)$/i

const SHAPES: Shape[] = [
  { rule: 'private-key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY/g, todo: TAKE_AWAY },
  { rule: 'cloud-key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, todo: TAKE_AWAY },
  { rule: 'cloud-key', pattern: /\bAIza[\w-]{35}(?![\w-])/g, todo: TAKE_AWAY },
  { rule: 'cloud-key', pattern: /\bAKID[0-9A-Za-z]{32}\b/g, todo: TAKE_AWAY },
  { rule: 'cloud-key', pattern: /\bLTAI[0-9A-Za-z]{12,26}\b/g, todo: TAKE_AWAY },
  {
    rule: 'access-token',
    pattern: /\b(?:gh[pousr]_[0-9A-Za-z]{36}|npm_[0-9A-Za-z]{36}|xox[abprs]-[\w-]{10,})/g,
    todo: TAKE_AWAY,
  },
  { rule: 'access-token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, todo: TAKE_AWAY },
  {
    rule: 'app-secret',
    pattern: /(?:secret|token|key|password|passwd|pwd)\w*["'`]?\s*[:=]\s*["'`]?([0-9a-f]{32})(?![0-9a-f])/gi,
    todo: TAKE_AWAY,
    harmless: ([, value = '']) => new Set(value).size <= 4,
  },
  {
    rule: 'database-password',
    pattern: /\b(?:mysql|mariadb|postgres(?:ql)?|mongodb|redis|amqp)(?:\+\w+)?:\/\/[^\s:@/'"`]*:([^\s@/'"`]+)@/gi,
    todo: `${TAKE_AWAY}; in an example write the word "password"`,
    harmless: ([, password = '']) => PLACEHOLDERS.test(password),
  },
  {
    rule: 'card-number',
    pattern: /(?<![\w.,+/=-])[2-9]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w/=-]|[.,]\d)/g,
    todo: 'a whole card number has no place in the tree; keep the last 4 digits, or make it in the test that needs it',
    harmless: ([number], path) => isTest(path) || !isCardNumber(number.replace(/[ -]/g, '')),
  },
]

/** Keys, passwords and card numbers in what is, or would be, committed. */
export async function checkSecrets(root: string): Promise<Finding[]> {
  return textsBelow(root).flatMap(secretsIn)
}

function secretsIn({ path, lines }: Text): Finding[] {
  return lines.flatMap((line, at) =>
    SHAPES.flatMap(({ rule, pattern, todo, harmless }) =>
      [...line.matchAll(pattern)]
        .filter((match) => !harmless?.(match, path))
        .map(() => ({ path, line: at + 1, rule, todo })),
    ),
  )
}
