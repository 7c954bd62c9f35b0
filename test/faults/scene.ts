import {
  keyArn,
  simAccount,
  TRACKING_START,
  type SimAccount,
  type SimKey,
  type SimulatedWorld,
} from '../../src/simulation/world/world.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { Dice } from './dice.ts'
import { aKey, somethingHappens } from './key-story.ts'

/** A random piece of AWS: what is there, and what really happened to it. */
export interface Scene {
  now: Instant
  world: SimulatedWorld
  /** Accounts that are looked at by a role each; empty: the credentials' own. */
  roles: readonly SimAccount[]
  /** How late CloudWatch is here. */
  metricsDelay: number
}

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2']
const ROLE = 'audit/KeyAudit'
const BASE = '111122223333'
const MEMBERS = ['222233334444', '333344445555']

export function aScene(dice: Dice): Scene {
  const now = Math.floor((TRACKING_START + dice.int(12, 500) * DAY + dice.int(0, DAY)) / 1000) * 1000
  const many = dice.chance(0.15)
  const members = many ? MEMBERS.map(id => anAccount(dice, id, now, 6)) : []
  const base = anAccount(dice, BASE, now, many ? 4 : 25)
  const metricsDelay = dice.chance(0.06) ? 2000 * DAY : dice.int(0, 5 * MINUTE)
  const delays = { lastUsage: dice.int(0, HOUR), trail: dice.int(0, 15 * MINUTE), metrics: metricsDelay }
  return { now, world: { clock: () => now, accounts: [base, ...members], delays }, roles: members, metricsDelay }
}

export const roleArn = ({ id, partition }: SimAccount): string => `arn:${partition}:iam::${id}:role/${ROLE}`

function anAccount(dice: Dice, id: string, now: Instant, most: number): SimAccount {
  const enabled = REGIONS.slice(0, dice.int(1, 3))
  const drafts = new Map(enabled.map(region => [region, keysIn(dice, now, dice.int(Math.min(3, most), most))]))
  for (let families = dice.int(0, 2); families > 0; families--) addFamily(dice, id, now, drafts)
  const regions = Object.fromEntries(
    [...drafts].map(([region, keys]) => {
      const partners = keys
        .filter(({ spec }) => spec === 'SYMMETRIC_DEFAULT')
        .map(({ id: key, createdAt }) => ({ arn: keyArn({ id, partition: 'aws' }, region, key), createdAt }))
      const noise = [{ operation: 'ListKeys', at: now - dice.int(0, 80 * DAY), count: dice.int(1, 60), over: 5 * DAY }]
      const predefinedAliases = dice.some(['alias/aws/ebs', 'alias/aws/rds'], 0.3)
      return [region, { keys: keys.map(key => somethingHappens(dice, key, partners, now)), noise, predefinedAliases }]
    }),
  )
  return simAccount({ id, enabledRegions: enabled, regions, roles: [{ name: ROLE, trusts: [BASE] }] })
}

const keysIn = (dice: Dice, now: Instant, count: number): SimKey[] =>
  Array.from({ length: count }, (_, number) => aKey(dice, now, number))

/** A primary and a replica with the same id; now and then the replica's Region is one that is not there to be asked. */
function addFamily(dice: Dice, account: string, now: Instant, drafts: ReadonlyMap<string, SimKey[]>): void {
  const id = `mrk-${Array.from({ length: 32 }, () => dice.int(0, 15).toString(16)).join('')}`
  const members = [...drafts.keys(), ...(dice.chance(0.2) ? ['eu-north-1'] : [])].slice(-dice.int(1, 3))
  const [primary = '', ...replicas] = members.map(region => keyArn({ id: account, partition: 'aws' }, region, id))
  for (const [number, region] of members.entries()) {
    const plain = aKey(dice, now, number)
    const type = number === 0 ? 'PRIMARY' : 'REPLICA'
    drafts
      .get(region)
      ?.push({ ...plain, id, manager: 'CUSTOMER', aliases: [], multiRegion: { type, primary, replicas } })
  }
}
