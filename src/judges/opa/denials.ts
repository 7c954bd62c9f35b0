import { createHash } from 'node:crypto'
import { type Severity, SEVERITIES } from '../../model/finding.ts'

/** One reason why a policy denies a key. */
export interface Denial {
  /** The same for the same reason in the next report: the id that the policy gives it, else made of its words. */
  rule: string
  reason: string
  severity: Severity
  remedy: string
}

/** What a rule has said of one key; a string: why it is no set of denials. */
export function readDenials(result: unknown): Denial[] | string {
  if (!Array.isArray(result)) return isObject(result) ? PACKAGE : 'the rule gives no set of denials'
  const denials: Denial[] = []
  for (const [number, entry] of result.entries()) {
    const denial = readDenial(entry)
    if (denial === null) return 'the rule gives a denial that is neither text nor an object'
    const twice = denials.some(({ rule }) => rule === denial.rule)
    denials.push(twice ? { ...denial, rule: `${denial.rule}#${number + 1}` } : denial)
  }
  return denials
}

const PACKAGE = 'the path leads to an object, not to a set of denials: it must end with the name of the rule'

/** Of a denial that does not say how bad it is. */
export const USUAL_SEVERITY: Severity = 'medium'

function readDenial(entry: unknown): Denial | null {
  if (typeof entry === 'string') {
    const reason = entry.trim() || NO_REASON
    return { rule: digest(reason), reason, severity: USUAL_SEVERITY, remedy: '' }
  }
  if (!isObject(entry)) return null
  const say = textsOf(entry)
  const reason = say('reason', 'msg', 'message', 'description', 'title') ?? JSON.stringify(entry)
  const level = say('risk_level', 'risk', 'severity', 'level')
  const severity = severityOf(level)
  return {
    rule: say('id', 'rule', 'code') ?? digest(reason),
    reason: level === undefined || severity !== null ? reason : `${reason} (risk level ${level})`,
    severity: severity ?? USUAL_SEVERITY,
    remedy: say('remedy', 'remediation', 'fix') ?? '',
  }
}

const NO_REASON = 'The policy gives no reason.'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first of these fields that holds text. */
const textsOf =
  (entry: Json) =>
  (...names: string[]): string | undefined => {
    const found = names.map(name => entry[name]).find(value => typeof value === 'string' && value.trim() !== '')
    return found === undefined ? undefined : String(found).trim()
  }

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

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
