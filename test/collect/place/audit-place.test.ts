import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

// Timers that do not run: a run that waits for one does not end.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }))
afterEach(() => void vi.useRealTimers())

test.each<[string, string[]]>([
  ['by default', []],
  ['with --fast', ['--fast']],
  ['when every source is asked', ['--source', 'kms,cloudtrail,cloudwatch']],
])('pace: an audit of two keys waits for no timer %s', async (_, words) => {
  const used = { operation: 'Decrypt', at: NOW - 3 * HOUR }
  const world = aWorld([simKey({ id: id(1), uses: [used] }), simKey({ id: id(2), createdAt: NOW - 400 * DAY })])
  const { exit, key } = await run(['-o', 'json', ...words], world)
  expect(exit).toBe(0)
  expect(key(id(1)).monthly_usage).toBe(1)
  expect(key(id(2)).monthly_usage).toBe(0)
})
