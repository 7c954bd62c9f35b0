import type { SimAccount } from '../../src/simulation/world/world.ts'
import type { RandomChoices } from './random-choices.ts'
import type { Pace } from './run-clock.ts'
import { roleArn, type Scenario } from './random-scenario.ts'

/** The options of a run, and what the invariants need to know about them. */
export interface AuditRequest {
  argv: readonly string[]
  /** Accounts whose keys are audited, and their Regions. */
  accounts: readonly SimAccount[]
  regionsOf(account: SimAccount): readonly string[]
  manager: 'customer' | 'aws' | 'all'
  unusedDays: number
  requestDays: number | null
  sources: readonly string[]
  maxPages: number
  doubleCheck: boolean
  /** Milliseconds. Null: no limit. */
  maxDuration: number | null
  strict: boolean
  failOn: string | null
}

const EVERY = ['kms', 'cloudtrail', 'cloudwatch']
const ASKED = [
  ...Array.from({ length: 7 }, () => 'auto'),
  'kms',
  'cloudtrail',
  'cloudtrail',
  'cloudtrail',
  'cloudwatch',
  'kms,cloudtrail',
  EVERY.join(),
  'none',
]

/** Sources for runs that take hours. There the answers of CloudTrail change most. */
const ASKED_SLOWLY = ['auto', 'auto', 'cloudtrail', 'cloudtrail', 'cloudtrail', 'kms,cloudtrail', EVERY.join()]

export function randomRequest(random: RandomChoices, { world, roles }: Scenario, pace: Pace): AuditRequest {
  const accounts = roles.length === 0 ? world.accounts.slice(0, 1) : roles
  const region = random.pick(['all', 'all', 'us-east-1', 'us-east-1,eu-west-1', 'us-east-1,eu-west-1,ap-southeast-2'])
  const asked = random.pick(pace.name === 'still' ? ASKED : ASKED_SLOWLY)
  const sources = asked === 'auto' ? EVERY : asked === 'none' ? [] : asked.split(',')
  const days = random.pick([90, 90, 90, 30, 7, 1, 200, 400])
  const unusedDays = asked === 'none' ? 90 : days
  const maxPages = random.pick([40, 40, 40, 5, 2, 1])
  const manager = random.pick(['customer', 'customer', 'all', 'aws'] as const)
  const counts = random.chance(0.85) && asked !== 'none'
  const requestDays = counts ? random.pick([30, 30, 7, 90, 400]) : null
  const doubleCheck = sources.includes('cloudtrail') && random.chance(0.25)
  const maxDuration = random.chance(0.04) ? random.int(1, 2) * 1000 : null
  const strict = random.chance(0.3)
  const failOn =
    asked !== 'none' && random.chance(0.2)
      ? random.pick(['unused', 'unknown', 'in-use', 'never'].slice(manager === 'aws' ? 1 : 0))
      : null
  const always = {
    output: 'json',
    region,
    source: asked,
    manager,
    // The program refuses options without an effect.
    ...(asked !== 'none' && { 'unused-days': unusedDays }),
    ...(sources.includes('cloudtrail') && { 'max-pages': maxPages }),
  }
  const argv = [
    ...Object.entries(always).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(requestDays === null ? ['--no-requests'] : ['--request-days', String(requestDays)]),
    ...(roles.length === 0 ? [] : ['--role-arn', roles.map(roleArn).join()]),
    ...(doubleCheck ? ['--double-check'] : []),
    ...(asked === 'auto' && random.chance(0.3) ? ['--fast'] : []),
    ...(maxDuration === null ? [] : ['--max-duration', `${maxDuration / 1000}s`]),
    ...(strict ? ['--strict'] : []),
    ...(failOn === null ? [] : ['--fail-on', failOn]),
  ]
  const regionsOf = ({ enabledRegions }: SimAccount) => (region === 'all' ? enabledRegions : region.split(','))
  return {
    argv,
    accounts,
    regionsOf,
    manager,
    unusedDays,
    requestDays,
    sources,
    maxPages,
    doubleCheck,
    maxDuration,
    strict,
    failOn,
  }
}
