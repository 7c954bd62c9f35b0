import type { SimAccount } from '../../src/simulation/world/world.ts'
import type { Dice } from './dice.ts'
import type { Pace } from './pace.ts'
import { roleArn, type Scene } from './scene.ts'

/** What the program is asked for, and what of it the judge needs to know. */
export interface Request {
  argv: readonly string[]
  /** Accounts whose keys are wanted, and in which Regions. */
  accounts: readonly SimAccount[]
  regionsOf(account: SimAccount): readonly string[]
  manager: 'customer' | 'aws' | 'all'
  unusedDays: number
  requestDays: number | null
  sources: readonly string[]
  maxPages: number
  doubleCheck: boolean
  /** Milliseconds; null: no limit. */
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

/** In a run that takes hours the answers of CloudTrail change most. */
const ASKED_SLOWLY = ['auto', 'auto', 'cloudtrail', 'cloudtrail', 'cloudtrail', 'kms,cloudtrail', EVERY.join()]

export function aRequest(dice: Dice, { world, roles }: Scene, pace: Pace): Request {
  const accounts = roles.length === 0 ? world.accounts.slice(0, 1) : roles
  const region = dice.pick(['all', 'all', 'us-east-1', 'us-east-1,eu-west-1', 'us-east-1,eu-west-1,ap-southeast-2'])
  const asked = dice.pick(pace.name === 'still' ? ASKED : ASKED_SLOWLY)
  const sources = asked === 'auto' ? EVERY : asked === 'none' ? [] : asked.split(',')
  const days = dice.pick([90, 90, 90, 30, 7, 1, 200, 400])
  const unusedDays = asked === 'none' ? 90 : days
  const maxPages = dice.pick([40, 40, 40, 5, 2, 1])
  const manager = dice.pick(['customer', 'customer', 'all', 'aws'] as const)
  const counts = dice.chance(0.85) && asked !== 'none'
  const requestDays = counts ? dice.pick([30, 30, 7, 90, 400]) : null
  const doubleCheck = sources.includes('cloudtrail') && dice.chance(0.25)
  const maxDuration = dice.chance(0.04) ? dice.int(1, 2) * 1000 : null
  const strict = dice.chance(0.3)
  const failOn =
    asked !== 'none' && dice.chance(0.2)
      ? dice.pick(['unused', 'unknown', 'in-use', 'never'].slice(manager === 'aws' ? 1 : 0))
      : null
  const always = {
    output: 'json',
    region,
    source: asked,
    manager,
    // What an option cannot do it refuses.
    ...(asked !== 'none' && { 'unused-days': unusedDays }),
    ...(sources.includes('cloudtrail') && { 'max-pages': maxPages }),
  }
  const argv = [
    ...Object.entries(always).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(requestDays === null ? ['--no-requests'] : ['--request-days', String(requestDays)]),
    ...(roles.length === 0 ? [] : ['--role-arn', roles.map(roleArn).join()]),
    ...(doubleCheck ? ['--double-check'] : []),
    ...(asked === 'auto' && dice.chance(0.3) ? ['--fast'] : []),
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
