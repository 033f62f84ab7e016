import { en, zhCN } from 'zod/locales'
import type { $ZodRawIssue } from 'zod/v4/core'
import type { Api } from '../../../shared/contract/api'
import { type EarningRule, earningRule } from '../../../shared/contract/earningRule'
import type { ReplyOf } from '../../../shared/contract/endpoint'
import type { VersionState } from '../../../shared/contract/programmes'
import { type ProgrammeTerms, programmeTerms } from '../../../shared/contract/programmeTerms'
import type { RequestAsked } from '../../../shared/contract/requests'
import { language } from '../../words/language'
import { pathName } from './fieldNames'
import { programmeTexts } from './words'

/** What has versions: how spending earns, and how points live and tiers are held. */
export type VersionKind = 'rule' | 'terms'
export type Programme = ReplyOf<Api['programmes']['show']>

export interface Version {
  state: VersionState
  says: EarningRule | ProgrammeTerms
}

/** The newest first. */
export function versionsOf(programme: Programme, kind: VersionKind): Version[] {
  return kind === 'rule'
    ? programme.earning.map(({ state, rule }) => ({ state, says: rule }))
    : programme.terms.map(({ state, terms }) => ({ state, says: terms }))
}

/**
 * What is typed: its name and first day by themselves, all else as JSON. The form and the text show and change this one text, so
 * that neither can say something that the other does not.
 */
export interface Draft {
  version: string
  since: string
  json: string
}

/** A version to begin with: what the newest one says, from the first day that there can be another. */
export function draftFrom(programme: Programme, kind: VersionKind): Draft {
  const { version: _, since, ...rest } = versionsOf(programme, kind)[0]?.says ?? { version: '', since: '' }
  const first = since >= programme.firstDay ? '' : programme.firstDay
  return { version: '', since: first, json: JSON.stringify(rest, null, 2) }
}

/** What the JSON says, for the form; undefined while it cannot be read. */
export function saysOf({ json }: Draft): object | undefined {
  return parsed(json)
}

export function saying(draft: Draft, says: unknown): Draft {
  return { ...draft, json: JSON.stringify(says, null, 2) }
}

export interface Problem {
  path: readonly PropertyKey[]
  place: string
  problem: string
}

export type Checked = { asked: RequestAsked; problems: null } | { asked: null; problems: Problem[] }

/** The same check as the server's, as the text is typed: all that is wrong at once, field by field. */
export function checkDraft(kind: VersionKind, { version, since, json }: Draft): Checked {
  const texts = programmeTexts()
  const said = parsed(json)
  if (said === undefined)
    return { asked: null, problems: [{ path: [], place: texts.definition, problem: texts.notJson }] }
  const whole = { ...said, version: version.trim(), since }
  if (kind === 'rule') {
    const rule = earningRule.safeParse(whole, { error: sentenceOf })
    if (!rule.success) return { asked: null, problems: problemsOf(rule.error.issues) }
    return { asked: { kind: 'publish_earning_rule', payload: { rule: rule.data } }, problems: null }
  }
  const terms = programmeTerms.safeParse(whole, { error: sentenceOf })
  if (!terms.success) return { asked: null, problems: problemsOf(terms.error.issues) }
  return { asked: { kind: 'publish_terms', payload: { terms: terms.data } }, problems: null }
}

function parsed(json: string): object | undefined {
  try {
    const said: unknown = JSON.parse(json)
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? said : undefined
  } catch {
    return undefined
  }
}

function problemsOf(issues: readonly { path: PropertyKey[]; message: string }[]): Problem[] {
  const { sentences, definition } = programmeTexts()
  return issues.map(({ path, message }) => {
    return { path, place: path.length > 0 ? pathName(path) : definition, problem: sentences[message] ?? message }
  })
}

/** Of what is missing or of the wrong form, what is wanted; all else as the checking library says it in this language. */
function sentenceOf(issue: $ZodRawIssue): string | undefined {
  const { missing, wholeNumber, aDay, forms } = programmeTexts()
  const isEmpty = issue.input === undefined || issue.input === null || issue.input === ''
  if (isEmpty && (issue.code === 'invalid_type' || issue.code === 'too_small')) return missing
  if (issue.code === 'invalid_type' && (issue.expected === 'int' || issue.expected === 'number')) return wholeNumber
  if (issue.code === 'invalid_format' && issue.format === 'date') return aDay
  const form = issue.code === 'invalid_format' ? forms[String(issue.pattern)] : undefined
  const said = form ?? (language() === 'zh' ? zhCN() : en()).localeError(issue)
  return typeof said === 'string' ? said : said?.message
}
