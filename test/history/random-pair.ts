import type { GapRecord, GrantRecord, KeyRecord, PlaceRecord, Report } from '../../src/model/report/report.ts'
import { seeded } from '../../src/simulation/world/random.ts'
import { anUnreadableRecord, aPlace, aRecord, aReport } from '../formats/a-report.ts'

/** Two states of an account, and what two audits with gaps reported of them. */
export interface RandomPair {
  /** Every key with everything about it. */
  truth: { old: readonly KeyRecord[]; new: readonly KeyRecord[] }
  reports: { old: Report; new: Report }
}

const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1']
const VERDICTS = ['in_use', 'stale', 'never', 'silent', 'new'] as const
const ROLES = ['app', 'batch', 'admin'].map(name => `arn:aws:iam::111122223333:role/${name}`)
const ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:Sign', 'kms:*', 'kms:GenerateDataKey*', 'kms:PutKeyPolicy']

/** Returns the same pair for the same seed. */
export function randomPair(seed: number): RandomPair {
  const random = seeded(seed)
  const chance = (probability: number): boolean => random() < probability
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const some = <T>(items: readonly T[]): T[] => items.filter(() => chance(0.4))

  const statement = () => ({
    Effect: chance(0.8) ? 'Allow' : 'Deny',
    Principal: chance(0.1) ? '*' : { AWS: some(ROLES).concat(pick(ROLES)) },
    Action: some(ACTIONS).concat(pick(ACTIONS)),
    Resource: '*',
    ...(chance(0.4) ? { Condition: { StringEquals: { 'kms:ViaService': pick(['s3', 'rds', 'sqs']) } } } : {}),
  })
  const grant = (): GrantRecord => ({
    grant_id: String(random()),
    name: null,
    grantee_principal: pick(ROLES),
    retiring_principal: null,
    issuing_account: null,
    operations: some(['Decrypt', 'Encrypt', 'Sign']),
    constraints: chance(0.5) ? { encryption_context_subset: { volume: pick(['a', 'b']) } } : null,
    created_at: null,
  })
  const state = (): Partial<KeyRecord> =>
    chance(0.15)
      ? { enabled: false, key_state: 'PendingDeletion', deletion_date: '2026-12-24T00:00:00Z' }
      : chance(0.2)
        ? { enabled: false, key_state: 'Disabled', deletion_date: null }
        : { enabled: true, key_state: 'Enabled', deletion_date: null }

  const newKey = (region: string, id: string): KeyRecord =>
    aRecord({ region, key_id: id, ...state(), ...facts(), disposition: pick(VERDICTS) })
  const facts = (): Partial<KeyRecord> => ({
    aliases: some(['alias/a', 'alias/b', 'alias/c']),
    description: pick(['', 'one', 'two']),
    key_policy: { Version: '2012-10-17', Statement: Array.from({ length: 1 + Math.floor(random() * 3) }, statement) },
    key_rotation_enabled: chance(0.5),
    rotation: { period_in_days: pick([90, 365]), next_rotation_date: null, rotations: [] },
    grants: Array.from({ length: Math.floor(random() * 3) }, grant),
    tags: some(['a', 'b']).map(TagKey => ({ TagKey, TagValue: pick(['1', '2']) })),
    cost: { key: pick([0, 1, 2, 3]), basis: 'with_rotations', requests: null },
  })
  /** The same key a month later: some of it is different. */
  const later = (key: KeyRecord): KeyRecord => {
    const next = newKey(key.region, key.key_id)
    const names = Object.keys({ ...facts(), disposition: 0 }) as (keyof KeyRecord)[]
    const kept = Object.fromEntries(names.filter(() => chance(0.6)).map(name => [name, key[name]]))
    const { enabled, key_state, deletion_date } = chance(0.7) ? key : next
    return { ...next, ...kept, enabled, key_state, deletion_date }
  }

  /** What an audit reports: some of it could not be read. */
  const audit = (keys: readonly KeyRecord[], generated_at: string): Report => {
    const gaps: GapRecord[] = []
    const places: PlaceRecord[] = []
    const seen: KeyRecord[] = []
    for (const region of REGIONS) {
      if (chance(0.1)) continue
      const isUnlisted = chance(0.15)
      const status = isUnlisted && chance(0.4) ? 'unreachable' : isUnlisted ? 'partial' : 'complete'
      const own = keys.filter(key => key.region === region && !(isUnlisted && (status !== 'partial' || chance(0.5))))
      places.push(aPlace({ region, status, keys: own.length }))
      if (isUnlisted) gaps.push(gapOf(region, 'kms:ListKeys'))
      const hasNoAliases = chance(0.1)
      if (hasNoAliases) gaps.push(gapOf(region, 'kms:ListAliases'))
      seen.push(...own.map(key => (hasNoAliases ? { ...masked(key), aliases: [] } : masked(key))))
    }
    const scope = { ...aReport().scope, places }
    return aReport({ generated_at, scope, gaps, keys: chance(0.2) ? seen.map(withoutFacts) : seen })
  }
  const masked = (key: KeyRecord): KeyRecord => {
    if (chance(0.06)) return UNREADABLE(key)
    const nulls = (['key_policy', 'grants', 'tags', 'key_rotation_enabled'] as const).filter(() => chance(0.08))
    const unknown = chance(0.15) ? { disposition: 'unknown' as const } : {}
    return { ...key, ...unknown, ...Object.fromEntries(nulls.map(name => [name, null])) }
  }

  const old = REGIONS.flatMap(region =>
    Array.from({ length: Math.floor(random() * 5) }, (_, at) => newKey(region, `${region}-${at}`)),
  )
  const now = [
    ...old.filter(() => chance(0.8)).map(later),
    ...REGIONS.filter(() => chance(0.5)).map(region => newKey(region, `${region}-later`)),
  ]
  return {
    truth: { old, new: now },
    reports: { old: audit(old, '2026-10-20T06:00:00Z'), new: audit(now, '2026-11-20T06:00:00Z') },
  }
}

const gapOf = (region: string, operation: string): GapRecord => ({
  account_id: '111122223333',
  region,
  key_id: null,
  operation,
  reason: 'throttled',
  message: '',
})

const UNREADABLE = ({ region, key_id, aliases }: KeyRecord): KeyRecord => ({
  ...anUnreadableRecord({ region, key_id, aliases, disposition: 'unknown' }),
  cost: { key: null, basis: 'base', requests: null },
  key_policy: null,
  grants: null,
  tags: null,
})

/** A report of an audit without checks. */
function withoutFacts(key: KeyRecord): KeyRecord {
  const { key_policy: _1, grants: _2, tags: _3, key_rotation_enabled: _4, rotation: _5, ...rest } = key
  return rest
}
