import { createHash } from 'node:crypto'
import { isObject, type Json } from '../../lib/json.ts'
import { type Severity, SEVERITIES } from '../../model/finding.ts'

/** One reason why a policy denies a key. */
export interface Denial {
  /** The same for the same reason in the next report: the id that the policy gives it, else made of its words. */
  rule: string
  reason: string
  severity: Severity
  remedy: string
}

export interface Denials {
  denials: Denial[]
  /** What keeps this from being all there is to say; null: nothing does. */
  odd: string | null
}

/** What a rule has said of one key. */
export function readDenials(result: unknown): Denials {
  if (!Array.isArray(result))
    return { denials: [], odd: isObject(result) ? PACKAGE : 'the rule does not return a set of denials' }
  const read = (result as unknown[]).map(readDenial)
  const denials = read.filter(denial => denial !== null)
  const odd = denials.length < read.length ? 'the rule returned a denial that is neither a string nor an object' : null
  return { denials: toldApart(denials), odd }
}

const PACKAGE = 'the path points to an object, not to a set of denials: it must end with the name of the rule'

/** Of a denial that does not say how bad it is. */
export const USUAL_SEVERITY: Severity = 'medium'

function readDenial(entry: unknown): Denial | null {
  if (typeof entry === 'string') {
    const reason = entry.trim() || NO_REASON
    return { rule: digest(reason), reason, severity: USUAL_SEVERITY, remedy: '' }
  }
  if (!isObject(entry)) return null
  const say = wordsOf(entry)
  const reason = say('reason', 'msg', 'message', 'description', 'title') ?? JSON.stringify(entry)
  const level = say('risk_level', 'risk', 'severity', 'level')
  const severity = severityOf(level)
  return {
    rule: shortened(say('id', 'rule', 'code')) ?? digest(reason),
    reason: level === undefined || severity !== null ? reason : `${reason} (risk level ${level})`,
    severity: severity ?? USUAL_SEVERITY,
    remedy: say('remedy', 'remediation', 'fix') ?? '',
  }
}

const NO_REASON = 'The policy returned no reason.'

/** A rule may deny a key for several reasons under one id; of the same reason one is enough. */
function toldApart(denials: readonly Denial[]): Denial[] {
  const times = new Map<string, number>()
  for (const { rule } of denials) times.set(rule, (times.get(rule) ?? 0) + 1)
  const apart = new Map<string, Denial>()
  for (const denial of denials) {
    const rule = (times.get(denial.rule) ?? 0) > 1 ? `${denial.rule}#${digest(denial.reason)}` : denial.rule
    if (!apart.has(rule)) apart.set(rule, { ...denial, rule })
  }
  return [...apart.values()]
}

/** The first of these fields that says something, in words. */
const wordsOf =
  (entry: Json) =>
  (...names: string[]): string | undefined =>
    names.map(name => textOf(entry[name])).find(text => text !== '')

const textOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : ''

/** The words that policies use for it; null: another one. */
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

/** Ids become parts of other ids, which must not be longer than 512 characters. */
const LONGEST_ID = 128

const shortened = (id: string | undefined): string | undefined =>
  id === undefined || id.length <= LONGEST_ID ? id : `${id.slice(0, LONGEST_ID - 17)}~${digest(id)}`

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
