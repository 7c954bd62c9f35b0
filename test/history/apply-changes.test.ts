import { expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import { simplified } from '../../src/history/policy/access-changes.ts'
import { policyRows, rowIdentity } from '../../src/history/policy/policy-rows.ts'
import { contentsOf } from '../../src/history/subjects/grants.ts'
import { UNUSED } from '../../src/model/usage.ts'
import type { KeyRecord, TagRecord } from '../../src/model/report/report.ts'
import type { KeyChange, PolicyRow, ReportDiff, Subject } from '../../src/model/history/report-diff.ts'
import { randomRuns } from '../random-runs.ts'
import { randomPair, type RandomPair } from './random-pair.ts'

const PAIRS = Array.from({ length: randomRuns(200) }, (_, seed) => randomPair(seed + 1))
const DIFFS = new Map<RandomPair, ReportDiff>()

function diffOf(pair: RandomPair): ReportDiff {
  const { old, new: now } = pair.reports
  const diff = DIFFS.get(pair) ?? diffReports(old, now, { old: 'a', new: 'b' })
  DIFFS.set(pair, diff)
  return diff
}

type Facts = Record<Exclude<Subject, 'presence' | 'findings' | 'dependents'> | 'description', unknown>

const NOW = Date.parse('2026-11-20T06:00:00Z')

/** Single permissions: `["allow","everyone",[]] kms:Decrypt`. */
const permissions = (rows: readonly PolicyRow[]): string[] =>
  rows.flatMap(row => row.actions.map(action => `${rowIdentity(row)} ${action}`)).toSorted()

function policyOf(key: KeyRecord): string[] {
  const read = policyRows(key, NOW)
  return read.known ? permissions(simplified(read.value)) : []
}

const tagTexts = (tags: readonly TagRecord[]): string[] =>
  tags.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).toSorted()

/** What a report says about a key, in a form that does not depend on the order of anything. */
const factsOf = (key: KeyRecord): Facts => ({
  usage: key.disposition,
  state: { enabled: key.enabled, key_state: key.key_state, deletion_date: key.deletion_date },
  description: key.description,
  aliases: [...key.aliases].toSorted(),
  cost: key.cost.key,
  policy: policyOf(key),
  grants: contentsOf(key).toSorted(),
  tags: tagTexts(key.tags ?? []),
  rotation: { enabled: key.key_rotation_enabled, period: key.rotation?.period_in_days ?? null },
})

/** The facts with one reported change applied. */
function applied(facts: Facts, { change, old, new: now, access = [] }: KeyChange): Facts {
  switch (change) {
    case 'newly_unused':
    case 'used_again':
    case 'verdict_changed':
      return { ...facts, usage: now }
    case 'state_changed':
    case 'deletion_scheduled':
    case 'deletion_canceled':
      return { ...facts, state: now }
    case 'policy_changed': {
      const gained = permissions(access.filter(one => ['gained', 'narrowed', 'denied'].includes(one.change)))
      const lost = permissions(access.filter(one => ['lost', 'widened', 'no_longer_denied'].includes(one.change)))
      const left = (facts.policy as string[]).filter(one => !lost.includes(one))
      return { ...facts, policy: [...left, ...gained].toSorted() }
    }
    case 'grants_changed': {
      const removed = (old as object[]).map(one => JSON.stringify(one))
      const added = (now as object[]).map(one => JSON.stringify(one))
      const left = (facts.grants as string[]).filter(one => !removed.includes(one))
      return { ...facts, grants: [...left, ...added].toSorted() }
    }
    case 'rotation_changed': {
      const { enabled, period_in_days: period } = now as { enabled: boolean; period_in_days: number }
      return { ...facts, rotation: { enabled, period } }
    }
    case 'tags_changed':
      return { ...facts, tags: tagTexts(now as TagRecord[]) }
    case 'aliases_changed':
      return { ...facts, aliases: [...(now as string[])].toSorted() }
    case 'description_changed':
      return { ...facts, description: now }
    case 'cost_increased':
    case 'cost_decreased':
      return { ...facts, cost: now }
    default:
      throw new Error(`not about the facts of a key: ${change}`)
  }
}

const isOf =
  ({ region, key_id }: Pick<KeyRecord, 'region' | 'key_id'>) =>
  (other: Pick<KeyRecord, 'region' | 'key_id'>): boolean =>
    other.region === region && other.key_id === key_id

/** The aspects of a key that the comparison calls comparable. */
function comparable(diff: ReportDiff, key: KeyRecord, old: KeyRecord): (keyof Facts)[] {
  const missing = new Set<string>(diff.not_recorded.map(({ subject }) => subject))
  for (const { subject, region, key_ids } of diff.not_comparable)
    if (region === key.region && key_ids?.includes(key.key_id) === true) missing.add(subject)
  const isDoomed = [old, key].some(one => one.key_state === 'PendingDeletion')
  const isUndescribed = [old, key].some(({ error }) => error !== null)
  const names = Object.keys(factsOf(key)) as (keyof Facts)[]
  return names.filter(name => {
    if (name === 'rotation' && isDoomed) return false
    // A period counts only while the key rotates.
    if (name === 'rotation' && key.key_rotation_enabled !== true) return false
    return !missing.has(name) && !(isUndescribed && ['description', 'cost', 'rotation'].includes(name))
  })
}

test('diff of random accounts: the changes applied to the old report give the new one', () => {
  let compared = 0
  for (const pair of PAIRS) {
    const diff = diffOf(pair)
    for (const key of pair.reports.new.keys) {
      const old = pair.reports.old.keys.find(isOf(key))
      if (old === undefined) continue
      const facts = diff.changes.filter(isOf(key)).reduce(applied, factsOf(old))
      const expected = factsOf(key)
      for (const name of comparable(diff, key, old)) {
        expect({ [name]: facts[name] }).toEqual({ [name]: expected[name] })
        compared += 1
      }
    }
  }
  expect(compared).toBeGreaterThan(PAIRS.length * 15)
})

test('diff of random accounts: each key of one report is new, gone, left out or not comparable', () => {
  for (const pair of PAIRS) {
    const { changes, left_out, not_comparable } = diffOf(pair)
    const { old, new: now } = pair.reports
    const alone = [
      ...old.keys.filter(key => !now.keys.some(isOf(key))),
      ...now.keys.filter(key => !old.keys.some(isOf(key))),
    ]
    const explained =
      changes.filter(({ change }) => change === 'new_key' || change === 'key_gone').length +
      left_out.reduce((sum, { keys }) => sum + keys, 0) +
      not_comparable.flatMap(({ subject, key_ids }) => (subject === 'presence' ? (key_ids ?? []) : [])).length
    expect(explained).toBe(alone.length)
  }
})

test('diff of random accounts: a gap is never a new or a gone key', () => {
  let found = 0
  for (const pair of PAIRS) {
    const { old, new: now } = pair.truth
    for (const change of diffOf(pair).changes) {
      if (change.change === 'key_gone') expect(now.some(isOf(change))).toBe(false)
      else if (change.change === 'new_key') expect(old.some(isOf(change))).toBe(false)
      else continue
      found += 1
    }
  }
  expect(found).toBeGreaterThan(PAIRS.length / 4)
})

test('diff of random accounts: an unknown use is never a new use, and never its end', () => {
  let found = 0
  for (const pair of PAIRS) {
    for (const change of diffOf(pair).changes) {
      if (change.change !== 'used_again' && change.change !== 'newly_unused') continue
      const verdicts = [pair.truth.old, pair.truth.new].map(keys => keys.find(isOf(change))?.disposition ?? 'unknown')
      const areUnused = verdicts.map(verdict => (UNUSED as readonly string[]).includes(verdict))
      expect(areUnused).toEqual(change.change === 'used_again' ? [true, false] : [false, true])
      found += 1
    }
  }
  expect(found).toBeGreaterThan(PAIRS.length / 4)
})

test('diff of random accounts: savings count only keys that were unused, and are gone or pending deletion', () => {
  for (const pair of PAIRS) {
    const { savings } = diffOf(pair)
    const { old, new: now } = pair.truth
    const possible = old.filter(key => {
      const later = now.find(isOf(key))
      const isDeleted = later === undefined || later.key_state === 'PendingDeletion'
      return isDeleted && (UNUSED as readonly string[]).includes(key.disposition)
    })
    const most = possible.reduce((sum, key) => sum + (key.cost.key ?? 0), 0)
    expect(savings.realized_monthly).toBeLessThanOrEqual(most)
  }
})
