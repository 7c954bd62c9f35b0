import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AsffFinding } from '../../../src/formats/asff/asff-finding.ts'
import { DAY } from '../../../src/model/time.ts'
import { run } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  ASK,
  fine,
  id,
  NOW,
  publish,
  statesIn,
  unrotated,
  fastIo,
  worldAt,
  importCalls,
} from '../../sinks/security-hub/a-hub.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => void vi.useRealTimers())

test('--dry-run: prints one call per line, as the AWS CLI takes it, and sends nothing', async () => {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(900)], hub))
  const keys = [...Array.from({ length: 150 }, (_, n) => unrotated(n, { description: '\u202e' })), fine(900)]
  const dry = await run([...ASK, '--dry-run'], worldAt(NOW + DAY, keys, hub), { io: fastIo() })
  expect(dry.exit).toBe(0)
  const calls = dry.out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { Findings: AsffFinding[] })
  expect(calls.map(({ Findings }) => Findings.length)).toEqual([100, 51])
  expect(calls[1]?.Findings.at(-1)).toMatchObject({
    Id: `kms-audit/rotation-off/${ACCOUNT}/us-east-1/${id(900)}`,
    CreatedAt: '2026-11-20T14:30:00Z',
    Compliance: { Status: 'PASSED' },
    RecordState: 'ARCHIVED',
  })
  expect(dry.out).not.toContain('\u202e')
  expect(dry.err).toContain('150 active findings (150 medium), 1 to resolve.\n')
  expect(importCalls(dry)).toBe(0)
  expect(statesIn(hub)).toHaveLength(1)
})

test('--dry-run: takes precedence over --yes', async () => {
  const dry = await publish(worldAt(NOW, [unrotated(1)], aHub()), ['--dry-run'])
  expect(importCalls(dry)).toBe(0)
})
