import { HOUR } from '../../../src/model/time.ts'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { type SimUse, simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run, type RunOptions } from '../../run.ts'

export const ROLE = `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-0abcd1234ef567890`

/** Calls of a role, by default in the hour before the last. */
export const uses = (operation: string, count: number, rest: Partial<SimUse> = {}): SimUse => ({
  operation,
  at: NOW - HOUR,
  count,
  over: HOUR,
  by: ROLE,
  ...rest,
})

export const denied: SimUse = uses('Decrypt', 3, { errorCode: 'AccessDenied' })

/** One account whose first key has these uses. */
export const worldOf = (...all: readonly SimUse[]): SimulatedWorld => aWorld([simKey({ id: id(1), uses: all })])

/** One account with more events than the pages of a short search. */
export const twoKeys: SimulatedWorld = aWorld([
  simKey({ id: id(1), aliases: ['alias/busy'], uses: [uses('Decrypt', 2000, { over: 20 * HOUR })] }),
  simKey({ id: id(2), aliases: ['alias/quiet'], uses: [uses('Encrypt', 3, { at: NOW - 22 * HOUR, over: 0 })] }),
])

/** One account with the same uses in two Regions. */
export const twoRegions = (...all: readonly SimUse[]): SimulatedWorld => {
  const keys = [simKey({ id: id(1), uses: all })]
  const regions = { 'us-east-1': { keys }, 'eu-west-1': { keys } }
  return { ...aWorld([]), accounts: [simAccount({ id: ACCOUNT, regions })] }
}

/** Runs `activity -o json` over event history. */
export async function activity(world: SimulatedWorld, args: readonly string[] = [], options: RunOptions = {}) {
  const shown = await run(['activity', '-o', 'json', ...args], world, options)
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}
