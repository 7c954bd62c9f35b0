import { defined } from '../lib/defined.ts'
import { type Finding, type FindingStatus, identityOf, isSevere, type Severity, SEVERITIES } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import type { FindingChange, FindingChangeKind, Side } from '../model/history/report-diff.ts'

/** Which keys and accounts of the findings both reports cover. */
export interface FindingScope {
  /** The key of a finding in both reports, in the new one or in the old one. Null: not compared. */
  keyOf(finding: Finding): { key: KeyRecord; in: Side | 'both' } | null
  hasAccount(account: string): boolean
}

/**
 * Returns the findings that are new, resolved or changed. Only checks that ran for both reports count, and only
 * severities that both reports contain.
 */
export function findingChanges(old: Report, now: Report, scope: FindingScope): FindingChange[] {
  const checks = checksOfBoth(old, now)
  const floor =
    [old.scope.severity, now.scope.severity].filter(one => one !== undefined).toSorted(bySeverity)[0] ?? null
  const isCompared = (finding: Finding): boolean => checks.has(finding.check) && isSevere(finding, floor)
  const before = openFindings(old, isCompared)
  const after = openFindings(now, isCompared)
  const changes: FindingChange[] = []
  for (const [id, finding] of after) {
    const one = toChange(before.get(id) ?? undecided(before, finding), finding, scope)
    if (one !== null) changes.push(one)
  }
  for (const [id, finding] of before) {
    const one = after.has(id) ? null : toChange(finding, undecided(after, finding), scope)
    if (one !== null) changes.push(one)
  }
  return withReasons(changes, now)
}

/**
 * Returns an unknown finding in place of one about a resource that a report lacks, if the report says of the whole
 * account that it could not be decided. Null: the report lacks the finding because there is no problem.
 */
function undecided(open: ReadonlyMap<string, Finding>, finding: Finding): Finding | null {
  if (finding.resource === undefined) return null
  const { resource: _, rule: __, ...ofAccount } = finding
  const whole = open.get(identityOf(ofAccount))
  return whole?.status === 'unknown' ? { ...finding, status: 'unknown', detail: whole.detail } : null
}

const bySeverity = (one: Severity, other: Severity): number => SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other)

/** The checks that ran for both reports. */
function checksOfBoth(old: Report, now: Report): ReadonlySet<string> {
  const other = checksOf(now)
  return new Set([...checksOf(old)].filter(check => other.has(check)))
}

/** The checks that ran for a report. A report of an older version lists them only in its findings. */
export const checksOf = ({ scope, findings = [] }: Report): Set<string> =>
  new Set(scope.checks ?? findings.map(({ check }) => check))

/** Findings that ask for attention, or did before they were muted. */
function openFindings({ findings = [] }: Report, isCompared: (finding: Finding) => boolean): Map<string, Finding> {
  const open = findings.filter(({ status }) => status !== 'pass' && status !== 'not_applicable')
  return new Map(open.filter(isCompared).map(finding => [identityOf(finding), finding]))
}

/** Says of each finding that the new report does not have open why that is so. */
function withReasons(changes: readonly FindingChange[], { findings = [] }: Report): FindingChange[] {
  const ids = new Set(changes.filter(isClosed).map(identityOf))
  const statuses = new Map(
    (ids.size === 0 ? [] : findings).flatMap(one => {
      const id = identityOf(one)
      return ids.has(id) ? [[id, one.status] as const] : []
    }),
  )
  return changes.map(one => (isClosed(one) ? { ...one, detail: whyClosed(statuses.get(identityOf(one))) } : one))
}

/** Whether the finding is not open any more, for a reason that is not known yet. */
const isClosed = (one: FindingChange): boolean => one.new === null && one.detail === ''

function whyClosed(status: FindingStatus | undefined): string {
  if (status === 'pass') return 'The check passes now.'
  return status === 'not_applicable' ? 'The check does not apply any more.' : 'The check finds nothing now.'
}

function toChange(old: Finding | null, now: Finding | null, scope: FindingScope): FindingChange | null {
  const finding = (now ?? old) as Finding
  const subject = finding.key_id === null ? null : scope.keyOf(finding)
  if (finding.key_id === null ? !scope.hasAccount(finding.account_id) : subject === null) return null
  const change = kindOfFindingChange(old, now)
  if (change === null) return null
  const { check, severity, account_id, region, key_id, rule, resource, title } = finding
  return {
    change,
    check,
    severity,
    account_id,
    region,
    key_id,
    ...defined({ rule, resource }),
    alias: subject?.key.aliases[0] ?? null,
    old: old?.status ?? null,
    new: now?.status ?? null,
    title,
    detail: now?.detail ?? (subject?.in === 'old' ? 'The key is gone.' : ''),
  }
}

/** A failure that was undecided before, or is undecided now, is neither new nor resolved. */
function kindOfFindingChange(old: Finding | null, now: Finding | null): FindingChangeKind | null {
  if (old === null) return now?.status === 'fail' ? 'new_finding' : 'finding_changed'
  if (now === null) return old.status === 'fail' ? 'finding_resolved' : 'finding_changed'
  return old.status === now.status && old.severity === now.severity ? null : 'finding_changed'
}
