import { toolVersion } from '../lib/process/version.ts'
import type { Finding } from '../model/finding.ts'
import { isRecorded } from '../model/report/recorded.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { Coverage } from './coverage.ts'
import { withDeletedBy } from './deleted-by.ts'
import { findingChanges, type FindingScope } from './finding-changes.ts'
import { GapReasons } from './gap-reasons.ts'
import { Incomparable } from './incomparable.ts'
import { keyIdentity } from './key-identity.ts'
import { whyRecorded } from './recorded.ts'
import { goneKey, newKey, withKey } from './key-changes.ts'
import { isWhole, notRecorded } from './not-recorded.ts'
import {
  CHANGE_KINDS,
  type ChangeKind,
  FINDING_CHANGE_KINDS,
  type FindingChange,
  type KeyChange,
  type ReportDiff,
  type ReportSide,
  type Side,
  type Subject,
} from '../model/history/report-diff.ts'
import { SavingsDiff } from './savings-diff.ts'
import { subjects } from './subjects/index.ts'
import { isUnknown, type KeyPair } from './subjects/subject.ts'

/** Returns what differs between two reports, and what cannot be compared. Pure. `names` are for readers. */
export function diffReports(old: Report, now: Report, names: { old: string; new: string }): ReportDiff {
  const comparison = new Comparison(old, now)
  comparison.compareKeys()
  const { incomparable, changes } = comparison
  const findings = comparison.compareFindings()
  return {
    schema_version: 1,
    tool_version: toolVersion(),
    old: sideOf(old, names.old),
    new: sideOf(now, names.new),
    is_reversed: Date.parse(old.generated_at) > Date.parse(now.generated_at),
    summary: {
      compared: comparison.compared,
      changes: countsOf(changes, CHANGE_KINDS),
      findings: countsOf(findings, FINDING_CHANGE_KINDS),
      not_comparable: incomparable.keyCount,
      left_out: incomparable.leftOut.reduce((sum, { keys }) => sum + keys, 0),
    },
    savings: comparison.savings.toRecord(),
    left_out: incomparable.leftOut,
    not_recorded: comparison.unrecorded,
    not_comparable: incomparable.entries,
    findings,
    changes: withDeletedBy(changes, now).toSorted(byKind),
  }
}

const sideOf = ({ generated_at, tool_version, unused_days, keys }: Report, name: string): ReportSide => ({
  name,
  generated_at,
  tool_version,
  unused_days,
  keys: keys.length,
})

/** In the order of the kinds; the sort keeps the order of the keys within a kind. */
const byKind = ({ change: one }: KeyChange, { change: other }: KeyChange): number => ORDER[one] - ORDER[other]

const ORDER = Object.fromEntries(CHANGE_KINDS.map((kind, at) => [kind, at])) as Record<ChangeKind, number>

function countsOf<K extends string>(items: readonly { change: K }[], kinds: readonly K[]): Partial<Record<K, number>> {
  const counts = new Map<K, number>()
  for (const { change } of items) counts.set(change, (counts.get(change) ?? 0) + 1)
  return Object.fromEntries(kinds.filter(kind => counts.has(kind)).map(kind => [kind, counts.get(kind)])) as Partial<
    Record<K, number>
  >
}

class Comparison {
  readonly changes: KeyChange[] = []
  readonly incomparable = new Incomparable()
  readonly savings = new SavingsDiff()
  compared = 0
  readonly unrecorded
  readonly #old: Report
  readonly #new: Report
  readonly #coverage: Readonly<Record<Side, Coverage>>
  readonly #gaps: Readonly<Record<Side, GapReasons>>
  readonly #recorded: typeof subjects
  /** Where each key that counts is: in both reports, or for certain new or gone. */
  readonly #known = new Map<string, { key: KeyRecord; in: Side | 'both' }>()

  constructor(old: Report, now: Report) {
    this.#old = old
    this.#new = now
    this.#coverage = { old: new Coverage(old), new: new Coverage(now) }
    this.#gaps = { old: new GapReasons(old.gaps), new: new GapReasons(now.gaps) }
    this.unrecorded = notRecorded(old, now)
    const missing = new Set(this.unrecorded.filter(isWhole).map(({ subject }) => subject))
    this.#recorded = subjects.filter(({ subject }) => !missing.has(subject))
  }

  compareKeys(): void {
    const before = new Map(this.#old.keys.map(key => [keyIdentity(key), key]))
    for (const key of this.#new.keys) {
      const id = keyIdentity(key)
      const old = before.get(id)
      if (old === undefined) this.#compareNewKey(id, key)
      else this.#compareBoth(id, old, key)
      before.delete(id)
    }
    for (const [id, key] of before) this.#compareMissing(id, key)
  }

  #compareBoth(id: string, old: KeyRecord, now: KeyRecord): void {
    this.compared += 1
    this.#known.set(id, { key: now, in: 'both' })
    this.savings.add(old, now)
    const gapIn: KeyPair['gapIn'] = (side, operation) => this.#gaps[side].find(side === 'old' ? old : now, operation)
    const unusedDays = { old: this.#old.unused_days, new: this.#new.unused_days }
    const searched = { old: this.#old.scope.dependents, new: this.#new.scope.dependents }
    const pair = { old, new: now, unusedDays, searched, now: Date.parse(this.#new.generated_at), gapIn }
    const recorded = whyRecorded(old, now)
    const differing = new Set<Subject>()
    for (const { subject, compare } of this.#recorded) {
      const compared = compare(pair)
      if (isUnknown(compared)) this.incomparable.note(subject, now, compared.why)
      else if (recorded !== null && compared.length > 0) differing.add(subject)
      else for (const difference of compared) this.changes.push(withKey(difference, now, old))
    }
    for (const subject of differing) this.incomparable.note(subject, now, recorded ?? '')
  }

  /** A key that was created after the old report is new, whatever that report could not list. */
  #compareNewKey(id: string, key: KeyRecord): void {
    const absence = this.#coverage.old.absenceOf(key)
    if (absence.kind === 'out-of-scope') return this.incomparable.leaveOut('new', key, absence.reason)
    const isYounger = key.created_at !== null && Date.parse(key.created_at) > Date.parse(this.#old.generated_at)
    if (absence.kind === 'unknown' && !isYounger)
      return this.incomparable.note('presence', key, `not in the old report: ${absence.reason}`)
    // AWS may have deleted it before the old report, and AWS Config still has it.
    if (isRecorded(key) && !isYounger)
      return this.incomparable.note('presence', key, 'not in the old report, and now only recorded by AWS Config')
    this.#known.set(id, { key, in: 'new' })
    this.savings.add(null, key)
    this.changes.push(newKey(key))
  }

  #compareMissing(id: string, key: KeyRecord): void {
    const absence = this.#coverage.new.absenceOf(key)
    if (absence.kind === 'out-of-scope') return this.incomparable.leaveOut('old', key, absence.reason)
    if (absence.kind === 'unknown')
      return this.incomparable.note('presence', key, `not in the new report: ${absence.reason}`)
    this.#known.set(id, { key, in: 'old' })
    this.savings.add(key, null)
    this.changes.push(goneKey(key))
  }

  compareFindings(): FindingChange[] {
    if (this.unrecorded.some(one => one.subject === 'findings' && isWhole(one))) return []
    const scope: FindingScope = {
      keyOf: ({ account_id, region, key_id }: Finding) =>
        this.#known.get(keyIdentity({ account_id, region: region ?? '', key_id: key_id ?? '' })) ?? null,
      hasAccount: account => this.#coverage.old.hasAccount(account) && this.#coverage.new.hasAccount(account),
    }
    return findingChanges(this.#old, this.#new, scope)
  }
}
