import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EFFECTS } from '../../../src/model/dependents.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { READINESS, type Readiness } from '../../../src/model/retirement/retirement.ts'
import { readinessContext } from '../../../src/retirement/readiness/context.ts'
import { readinessOf } from '../../../src/retirement/readiness/readiness-of.ts'
import { randomRuns } from '../../random-runs.ts'
import { aDatabase, aDependent, aReadyKey, aSweptReport, OTHER, OWN, OWN_POLICY } from '../ready-key.ts'

/** A key and the rest of its report. */
interface Case {
  key: KeyRecord
  report: Partial<Report>
}

type Change = (one: Case) => Case

const ofKey =
  (change: (key: KeyRecord) => Partial<KeyRecord>): Change =>
  ({ key, report }) => ({ key: { ...key, ...change(key) }, report })

const ofUsage = (change: (usage: NonNullable<KeyRecord['usage']>) => object): Change =>
  ofKey(({ usage }) => (usage === undefined ? {} : { usage: { ...usage, ...change(usage) } as typeof usage }))

const dependent = fc
  .record({ when_unusable: fc.constantFrom(...EFFECTS), acts_on_disabled: fc.boolean(), id: fc.string() })
  .map(given => aDependent(given))

const days = fc.integer({ min: 0, max: 300 })
const ago = (count: number): string => new Date(Date.parse('2026-11-20T14:30:22Z') - count * 86_400_000).toISOString()

const addedDependent = dependent.map(one => ofKey(key => ({ dependents: [...(key.dependents ?? []), one] })))

/**
 * As the verdict takes it: the latest use wins, and one within the window makes the key one in use. A use before the time
 * that a complete source saw leaves open whether there was a later one; a use within it contradicts the source.
 */
const addedUse = days.map((count): Change => {
  const at = ago(count)
  return ofKey(({ usage, disposition }) => {
    if (usage === undefined || (usage.last_used_at ?? '') >= at) return {}
    const isUnseen = usage.evidence.every(({ since = '' }) => since > at)
    const doubt = isUnseen ? { at_least: true } : { disagreement: 'kms saw no use' }
    return {
      disposition: count < 90 ? 'in_use' : disposition === 'never' || disposition === 'silent' ? 'stale' : disposition,
      usage: { ...usage, ...doubt, status: 'used', last_used_at: at },
    }
  })
})

const addedRefusedCall = days.map(count =>
  ofUsage(usage => ({
    evidence: [...usage.evidence, { source: 'cloudtrail', status: 'not_observed', refused_at: ago(count) }],
  })),
)

/** What was read before is now refused. */
const addedRefusal = fc.constantFrom<Change>(
  ofKey(() => ({ grants: null })),
  ofKey(() => ({ key_policy: null })),
  ofKey(() => ({ tags: null })),
  ofKey(() => ({ disposition: 'unknown' })),
)

const addedGap = fc.constantFrom<Change>(
  ofKey(key => ({
    dependents_gaps: [...(key.dependents_gaps ?? []), { type: 'secret', reason: 'throttled', message: '' }],
  })),
  ...['cloudtrail:LookupEvents', 'kms:GetKeyLastUsage', 'kms:GetKeyPolicy'].map(
    (operation): Change =>
      ({ key, report }) => ({
        key,
        report: {
          ...report,
          gaps: [
            ...(report.gaps ?? []),
            { account_id: OWN, region: key.region, key_id: key.key_id, operation, reason: 'denied', message: '' },
          ],
        },
      }),
  ),
)

const policy = fc.constantFrom(OWN_POLICY, undefined, {
  Statement: [
    OWN_POLICY.Statement[0],
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'kms:*',
      Resource: '*',
      Condition: { NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': 150 } },
    },
    { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'kms:Decrypt', Resource: '*' },
  ],
})

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    disposition: fc.constantFrom('never', 'stale', 'silent', 'new', 'in_use', 'unknown'),
    key_state: fc.constantFrom('Enabled', 'Disabled'),
    key_spec: fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048'),
    key_policy: policy,
    grants: fc.constantFrom([], undefined, null),
    tags: fc.constantFrom([], undefined, [{ TagKey: 'env', TagValue: 'prod' }]),
    dependents: fc.constantFrom([], [aDependent()], [aDatabase()]),
  })
  .map(given => ({ key: aReadyKey(given as unknown as Partial<KeyRecord>), report: {} }))

const readiness = ({ key, report }: Case): Readiness =>
  readinessOf(key, readinessContext(aSweptReport([key], report))).readiness
const rank = (one: Readiness): number => READINESS.indexOf(one)

test.each<[what: string, change: fc.Arbitrary<Change>]>([
  ['a dependent', addedDependent],
  ['a use', addedUse],
  ['a refused call', addedRefusedCall],
  ['a refusal', addedRefusal],
  ['a gap', addedGap],
])('readiness: adding %s never moves a random key towards ready', (_, change) => {
  fc.assert(
    fc.property(
      anyCase,
      fc.array(fc.oneof(addedDependent, addedUse, addedGap), { maxLength: 3 }),
      change,
      (one, before, added) => {
        const start = before.reduce((made, step) => step(made), one)
        expect(rank(readiness(added(start)))).toBeGreaterThanOrEqual(rank(readiness(start)))
      },
    ),
    { numRuns: randomRuns(60) },
  )
})
