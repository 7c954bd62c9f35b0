import { DAY } from '../../../src/model/time.ts'
import type { SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import type { SimTrail } from '../../../src/simulation/world/world.ts'
import { run, type RunOptions } from '../../run.ts'
import { aHub, findingsIn, NOW, SEND, statesIn, fastIo, worldAt } from './a-hub.ts'

export const EAST = 'us-east-1'
export const WEST = 'eu-west-1'
export const BOTH = `${EAST},${WEST}`
export const FAILS = 'trail-not-logging ACTIVE FAILED'
export const PASSES = 'trail-not-logging ARCHIVED PASSED'

const trailIn = (homeRegion: string, logging: boolean): SimTrail => ({ name: `of-${homeRegion}`, homeRegion, logging })

/** An account with Security Hub and a trail in each of two Regions. Security Hub keeps its findings between runs. */
export function anAccount() {
  const hubs = { [WEST]: aHub(), [EAST]: aHub() }
  const regions = Object.fromEntries(Object.entries(hubs).map(([region, securityHub]) => [region, { securityHub }]))
  return {
    states: (region: keyof typeof hubs): string[] => statesIn(hubs[region] as SimSecurityHub),
    findings: (region: keyof typeof hubs) => findingsIn(hubs[region] as SimSecurityHub),
    /** Publishes on a day, from an audit of these Regions, while the trails of some Regions log. */
    publish(
      day: number,
      asked: string,
      logging: readonly string[],
      argv: readonly string[] = [],
      options: RunOptions = {},
    ) {
      const trails = [WEST, EAST].map(region => trailIn(region, logging.includes(region)))
      const world = worldAt(NOW + day * DAY, [], aHub(), { regions, trails } as never)
      const command = [...SEND, '--source', 'none', '--check', 'trail-not-logging', '-r', asked, ...argv]
      return run(command, world, { io: fastIo(), ...options })
    },
  }
}
