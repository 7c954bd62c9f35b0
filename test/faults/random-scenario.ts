import { keyArn, simAccount, type SimAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { type SimKey } from '../../src/simulation/world/sim-key.ts'
import { TRACKING_START } from '../../src/simulation/world/limits.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { RandomChoices } from './random-choices.ts'
import { randomKey, withRandomPast } from './random-key.ts'

/** A random simulated AWS: its accounts, keys and true uses. */
export interface Scenario {
  now: Instant
  world: SimulatedWorld
  /** Accounts that are audited through a role each. Empty: the account of the credentials. */
  roles: readonly SimAccount[]
  /** The delay of CloudWatch in milliseconds. */
  metricsDelay: number
}

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2']
const ROLE = 'audit/KeyAudit'
const BASE = '111122223333'
const MEMBERS = ['222233334444', '333344445555']

export function randomScenario(random: RandomChoices): Scenario {
  const now = Math.floor((TRACKING_START + random.int(12, 500) * DAY + random.int(0, DAY)) / 1000) * 1000
  const many = random.chance(0.15)
  const members = many ? MEMBERS.map(id => randomAccount(random, id, now, 6)) : []
  const base = randomAccount(random, BASE, now, many ? 4 : 25)
  const metricsDelay = random.chance(0.06) ? 2000 * DAY : random.int(0, 5 * MINUTE)
  const delays = { lastUsage: random.int(0, HOUR), trail: random.int(0, 15 * MINUTE), metrics: metricsDelay }
  return { now, world: { clock: () => now, accounts: [base, ...members], delays }, roles: members, metricsDelay }
}

export const roleArn = ({ id, partition }: SimAccount): string => `arn:${partition}:iam::${id}:role/${ROLE}`

function randomAccount(random: RandomChoices, id: string, now: Instant, most: number): SimAccount {
  const enabled = REGIONS.slice(0, random.int(1, 3))
  const drafts = new Map(enabled.map(region => [region, randomKeys(random, now, random.int(Math.min(3, most), most))]))
  for (let families = random.int(0, 2); families > 0; families--) addFamily(random, id, now, drafts)
  const regions = Object.fromEntries(
    [...drafts].map(([region, keys]) => {
      const partners = keys
        .filter(({ spec }) => spec === 'SYMMETRIC_DEFAULT')
        .map(({ id: key, createdAt }) => ({ arn: keyArn({ id, partition: 'aws' }, region, key), createdAt }))
      const noise = [
        { operation: 'ListKeys', at: now - random.int(0, 80 * DAY), count: random.int(1, 60), over: 5 * DAY },
      ]
      const predefinedAliases = random.some(['alias/aws/ebs', 'alias/aws/rds'], 0.3)
      return [region, { keys: keys.map(key => withRandomPast(random, key, partners, now)), noise, predefinedAliases }]
    }),
  )
  return simAccount({ id, enabledRegions: enabled, regions, roles: [{ name: ROLE, trusts: [BASE] }] })
}

const randomKeys = (random: RandomChoices, now: Instant, count: number): SimKey[] =>
  Array.from({ length: count }, (_, number) => randomKey(random, now, number))

/** Adds a primary and its replicas with the same ID. Sometimes a replica is in a Region that is not enabled. */
function addFamily(random: RandomChoices, account: string, now: Instant, drafts: ReadonlyMap<string, SimKey[]>): void {
  const id = `mrk-${Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join('')}`
  const members = [...drafts.keys(), ...(random.chance(0.2) ? ['eu-north-1'] : [])].slice(-random.int(1, 3))
  const [primary = '', ...replicas] = members.map(region => keyArn({ id: account, partition: 'aws' }, region, id))
  for (const [number, region] of members.entries()) {
    const plain = randomKey(random, now, number)
    const type = number === 0 ? 'PRIMARY' : 'REPLICA'
    drafts
      .get(region)
      ?.push({ ...plain, id, manager: 'CUSTOMER', aliases: [], multiRegion: { type, primary, replicas } })
  }
}
