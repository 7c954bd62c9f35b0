import type { Instant } from '../time.ts'
import { hasFailed, isOwn, isReadByRotation, rotationState, stuckVersions, usesOf } from './secret-states.ts'
import type { SecretRecord, SecretsAssessment, SecretsSummary } from './secrets.ts'

type Settled = Pick<SecretsAssessment, 'secrets' | 'summary' | 'unused_days'>

/** Returns the secrets with what follows from their dates, and their numbers. Pure. */
export function settled({ secrets: all, unused_days, isListed, now }: Unsettled): Settled {
  const uses = usesOf(all, unused_days, now)
  const secrets = all.map((secret, index): SecretRecord => ({
    ...secret,
    rotation: { ...secret.rotation, state: rotationState(secret, now) },
    read_may_be_rotation: isReadByRotation(secret),
    use: uses[index] ?? 'unknown',
  }))
  return { unused_days, summary: summaryOf(secrets, isListed, now), secrets }
}

interface Unsettled {
  secrets: readonly SecretRecord[]
  unused_days: number
  /** Every requested account and Region listed its secrets to the end. */
  isListed: boolean
  now: Instant
}

function summaryOf(secrets: readonly SecretRecord[], isListed: boolean, now: Instant): SecretsSummary {
  const own = secrets.filter(isOwn)
  const living = secrets.filter(({ deleted_at: at }) => at === null)
  const unused = living.filter(isCountedUnused)
  return {
    secrets: secrets.length,
    own: own.length,
    rotating: own.filter(({ rotation }) => rotation.enabled).length,
    overdue: own.filter(({ rotation }) => rotation.state === 'overdue').length,
    failed: own.filter(secret => hasFailed(secret) === true).length,
    stuck: own.filter(secret => (stuckVersions(secret, now)?.length ?? 0) > 0).length,
    unused: unused.length,
    pending_deletion: secrets.length - living.length,
    monthly_cost: sum(living),
    unused_monthly_cost: sum(unused),
    is_lower_bound: !isListed || living.some(one => one.monthly_cost === null || one.use === 'unknown'),
  }
}

/** A service deletes its own secrets when they are not needed any more. */
const isCountedUnused = ({ use, owning_service }: SecretRecord): boolean => use === 'unused' && owning_service === null

/** In whole cents, which is exact. Null: no price is known. */
function sum(secrets: readonly SecretRecord[]): number | null {
  const known = secrets.flatMap(({ monthly_cost: cost }) => (cost === null ? [] : Math.round(cost * 100)))
  if (known.length === 0 && secrets.length > 0) return null
  return known.reduce((total, cents) => total + cents, 0) / 100
}
