import { createHash } from 'node:crypto'
import { isObject, type Json } from '../../lib/json.ts'
import { type Severity, SEVERITIES } from '../../model/finding.ts'

/** One reason for which a policy denies a key. */
export interface Denial {
  /**
   * The id that the policy gives the reason, or else a hash of its text. The same reason keeps its id in later reports.
   */
  rule: string
  reason: string
  severity: Severity
  remedy: string
}

interface Denials {
  denials: Denial[]
  /** Why there may be more denials than these; null: these are all. */
  incompleteBecause: string | null
}

/** Reads what the rule returned for one key. */
export function readDenials(result: unknown): Denials {
  if (!Array.isArray(result))
    return {
      denials: [],
      incompleteBecause: isObject(result) ? NOT_A_SET : 'the rule does not return a set of denials',
    }
  const read = (result as unknown[]).map(readDenial)
  const denials = read.filter(denial => denial !== null)
  const incompleteBecause =
    denials.length < read.length ? 'the rule returned a denial that is neither a string nor an object' : null
  return { denials: withUniqueRules(denials), incompleteBecause }
}

const NOT_A_SET = 'the path points to an object, not to a set of denials: it must end with the name of the rule'

/** Severity of a denial that names none. */
export const DEFAULT_SEVERITY: Severity = 'medium'

function readDenial(entry: unknown): Denial | null {
  if (typeof entry === 'string') {
    const reason = entry.trim() || NO_REASON
    return { rule: digest(reason), reason, severity: DEFAULT_SEVERITY, remedy: '' }
  }
  if (!isObject(entry)) return null
  const firstText = textReader(entry)
  const reason = firstText('reason', 'msg', 'message', 'description', 'title') ?? JSON.stringify(entry)
  const level = firstText('risk_level', 'risk', 'severity', 'level')
  const severity = severityOf(level)
  return {
    rule: shortened(firstText('id', 'rule', 'code')) ?? digest(reason),
    reason: level === undefined || severity !== null ? reason : `${reason} (risk level ${level})`,
    severity: severity ?? DEFAULT_SEVERITY,
    remedy: firstText('remedy', 'remediation', 'fix') ?? '',
  }
}

const NO_REASON = 'The policy returned no reason.'

/** Gives several reasons under one id different ids, and drops a reason that is repeated. */
function withUniqueRules(denials: readonly Denial[]): Denial[] {
  const times = new Map<string, number>()
  for (const { rule } of denials) times.set(rule, (times.get(rule) ?? 0) + 1)
  const unique = new Map<string, Denial>()
  for (const denial of denials) {
    const rule = (times.get(denial.rule) ?? 0) > 1 ? `${denial.rule}#${digest(denial.reason)}` : denial.rule
    if (!unique.has(rule)) unique.set(rule, { ...denial, rule })
  }
  return [...unique.values()]
}

/** Returns a function that gives the first of several fields with a text in it. */
const textReader =
  (entry: Json) =>
  (...names: string[]): string | undefined =>
    names.map(name => textOf(entry[name])).find(text => text !== '')

const textOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : ''

/** Returns the severity for a word that a policy uses; null: the word is not known. */
function severityOf(level: string | undefined): Severity | null {
  const word = level?.toLowerCase() ?? ''
  return SEVERITIES.find(one => one === word) ?? SYNONYMS[word] ?? null
}

const SYNONYMS: Readonly<Record<string, Severity>> = {
  moderate: 'medium',
  warning: 'medium',
  error: 'high',
  minor: 'low',
  informational: 'info',
  none: 'info',
}

/** An id becomes part of other ids, which may have 512 characters at most. */
const LONGEST_ID = 128

const shortened = (id: string | undefined): string | undefined =>
  id === undefined || id.length <= LONGEST_ID ? id : `${id.slice(0, LONGEST_ID - 17)}~${digest(id)}`

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
