import { expect, test } from 'vitest'
import type { Activity } from '../../src/model/assessments/activity.ts'
import { validate } from '../../src/report/validators/activity.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import { simKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import type { SimulatedWorld } from '../../src/simulation/world/world.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../simulation/services/clients.ts'
import { run, type RunOptions } from '../run.ts'

const ROLE = `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-0abcd1234ef567890`

const uses = (operation: string, count: number, rest: Partial<SimUse> = {}): SimUse => ({
  operation,
  at: NOW - HOUR,
  count,
  over: HOUR,
  by: ROLE,
  ...rest,
})

/** One account whose first key has these uses. */
const worldOf = (...all: readonly SimUse[]): SimulatedWorld => aWorld([simKey({ id: id(1), uses: all })])

async function activity(world: SimulatedWorld, args: readonly string[] = [], options: RunOptions = {}) {
  const shown = await run(['activity', '-o', 'json', ...args], world, options)
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

test('activity: all pages of the time are counted, by principal and by key', async () => {
  const { whole, aws } = await activity(
    worldOf(uses('Decrypt', 120), uses('Encrypt', 7), uses('Encrypt', 9, { at: NOW - 2 * DAY })),
  )
  const { windows, principals, calls } = whole()
  expect(windows).toMatchObject([{ region: 'us-east-1', is_complete: true, events: 127, pages: 3, not_understood: 0 }])
  expect(principals).toMatchObject([
    { principal: `arn:aws:iam::${ACCOUNT}:role/app`, calls: 127, sessions: 1, is_lower_bound: false },
  ])
  expect(calls.map(row => [row.key_arn, row.operation, row.calls])).toEqual([
    [arn(1), 'Decrypt', 120],
    [arn(1), 'Encrypt', 7],
  ])
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(7)
})

test('activity: the JSON output fits its schema', async () => {
  const { whole } = await activity(worldOf(uses('Decrypt', 3)))
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
})
