import { subjectsIn } from '../../../formats/finding/subject.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { kindOf } from '../../../model/assessments/findings-report.ts'
import { type Finding, identityOf, isSevere, placeOf, type Severity } from '../../../model/finding.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { isUnused } from '../../../model/report/unused.ts'
import { keyText } from '../../message/report-message.ts'

/** The word for unused keys where others have the ID of a check. */
export const UNUSED_KEYS = 'unused-keys'

/** The check that finds the same keys. */
const UNUSED_CHECK = 'key-unused'

/** One thing that a ticket is about: an unused key, or a finding that fails. */
export interface Problem {
  /** The ID of the check, or `unused-keys`. */
  check: string
  account: string
  /** Null: it is about the account as a whole. */
  region: string | null
  severity: Severity
  /** US dollars a month that an unused key costs. Null: not known, or not an unused key. */
  dollars: number | null
  /** One line, safe to print. */
  text: string
  /** The same as long as nothing changes but time. */
  identity: string
}

/** What a delivery is restricted to. */
export interface Restriction {
  minSeverity: Severity | null
  regions: readonly string[] | null
}

/**
 * Returns all problems of a report. Unused keys come first, the most expensive before others. Those that a mutelist
 * accepts are left out.
 */
export function problemsIn(report: Report, restriction: Restriction): Problem[] {
  const isMeant = ({ region }: Pick<Problem, 'region'>): boolean =>
    region === null || restriction.regions === null || restriction.regions.includes(region)
  const unused = kindOf(report) === null ? unusedIn(report).toSorted(byPrice).map(unusedKey) : []
  const subjectOf = subjectsIn(report)
  const failing = (report.findings ?? [])
    .filter(({ status, check }) => status === 'fail' && check !== UNUSED_CHECK)
    .filter(finding => isSevere(finding, restriction.minSeverity))
    .map(finding => failure(finding, subjectOf(finding)))
  return [...unused, ...failing].filter(isMeant)
}

/** Returns the unused keys of a report that no mutelist accepts. */
export function unusedIn({ keys, findings = [] }: Report): KeyRecord[] {
  const muted = findings.filter(({ check, status }) => check === UNUSED_CHECK && status === 'muted')
  const accepted = new Set(muted.map(placeOf))
  return keys.filter(key => isUnused(key) && !accepted.has(placeOf(key)))
}

const byPrice = (one: KeyRecord, other: KeyRecord): number => (other.cost.key ?? 0) - (one.cost.key ?? 0)

const unusedKey = (key: KeyRecord): Problem => ({
  check: UNUSED_KEYS,
  account: key.account_id,
  region: key.region,
  severity: 'low',
  dollars: key.cost.key,
  text: keyText(key),
  identity: placeOf(key),
})

function failure(finding: Finding, { name }: { name: string | null }): Problem {
  const { check, account_id: account, region, key_id, severity, detail } = finding
  const id = key_id ?? finding.resource?.id ?? `account ${account}`
  const what = name === null || name === id ? id : `${name} (${id})`
  const place = region === null ? '' : `, ${region}`
  return {
    check,
    account,
    region,
    severity,
    dollars: null,
    text: safeText(`${what}${place}: ${detail}`),
    identity: JSON.stringify([identityOf(finding), severity, detail.replace(TIMES, '')]),
  }
}

/** What differs from day to day: `in 12 days`, `2026-11-20`. */
const TIMES = /\b\d+ (?:minute|hour|day|week|month|year)s?\b|\b\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z| UTC)?)?/g
