import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlPage, misdated } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run, type RunOptions } from '../../run.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-time-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const used = (ago: number) => ({ operation: 'Decrypt', at: NOW - ago })
const quiet = (number: number) => simKey({ id: id(number), createdAt: NOW - 80 * DAY })
const noUsage = deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' })

/** A world whose clock moves on with every call, and the run's own clock with it. */
function moving(
  world: SimulatedWorld,
  perCall: number,
): { world: SimulatedWorld; elapsed: () => number; pass: () => void } {
  let calls = 0
  const passed = (): number => Math.max(0, calls - 1) * perCall
  return { world: { ...world, clock: () => NOW + passed() }, elapsed: passed, pass: () => void calls++ }
}

async function audit(world: SimulatedWorld, options: RunOptions = {}, words: readonly string[] = []) {
  return run(['-o', 'json', '--no-requests', ...words], world, { elapsed: () => 0, ...options })
}

/** As `audit`, with a machine that does not know AWS's time. */
const slowly = (world: SimulatedWorld, perCall: number, options: RunOptions = {}, words: readonly string[] = []) => {
  const { elapsed, pass, ...clock } = moving(world, perCall)
  return audit(clock.world, { elapsed, machine: () => NOW, onRequest: pass, ...options }, words)
}

describe('a run that takes hours', () => {
  test('long runs: a key that was used before the days that CloudTrail still kept when it was asked is not unused', async () => {
    const world = aWorld([simKey({ id: id(1), createdAt: NOW - 90 * DAY + 30 * MINUTE, uses: [used(89.95 * DAY)] })])
    const { key } = await slowly(world, 2 * HOUR, { faults: [noUsage] })
    expect(key(id(1))).toMatchObject({ disposition: 'new', usage: { status: 'not_observed' } })
    const since = key(id(1)).usage?.not_observed_since ?? ''
    expect(Date.parse(since)).toBeGreaterThan(NOW - 89.95 * DAY)
  })

  test('long runs: nothing is lost while CloudTrail is asked in the first 45 minutes', async () => {
    const { key } = await slowly(aWorld([simKey({ id: id(1) })]), 3 * MINUTE, { faults: [noUsage] })
    expect(key(id(1))).toMatchObject({ disposition: 'silent', usage: { not_observed_since: '2026-08-22T15:30:00Z' } })
  })

  test('long runs: the sight of KMS is measured by each answer, and the report is as of the start', async () => {
    const { report, key } = await slowly(aWorld([quiet(1), quiet(2)]), HOUR, {}, ['--source', 'kms'])
    expect(report().generated_at).toBe('2026-11-20T14:30:00Z')
    const untils = [1, 2].map(number => Date.parse(key(id(number)).usage?.evidence[0]?.until ?? ''))
    expect(untils.every(until => until > NOW)).toBe(true)
    expect(key(id(1)).last_used).toBe('Never')
  })

  test('long runs: the run goes on after hours in which the machine was suspended', async () => {
    let calls = 0
    const now = (): number => NOW + (calls > 6 ? 8 * HOUR : 0)
    const world = { ...aWorld([quiet(1), quiet(2), quiet(3)]), clock: now }
    const { key, report } = await audit(world, { machine: now, elapsed: () => 0, onRequest: () => void calls++ })
    for (const number of [1, 2, 3]) expect(key(id(number)).last_used).toBe('Never')
    expect(report().gaps).toEqual([])
  })

  test('settled time: hours in which the machine was suspended do not matter, because the dates of AWS count', async () => {
    let calls = 0
    const world = aWorld([quiet(1), quiet(2), quiet(3)])
    const suspended = { ...world, clock: () => NOW + (calls > 6 ? 8 * HOUR : 0) }
    const { key, report } = await audit(suspended, {
      machine: () => NOW,
      elapsed: () => 0,
      onRequest: () => void calls++,
    })
    for (const number of [1, 2, 3]) expect(['Never', 'Unknown']).toContain(key(id(number)).last_used)
    for (const { key_id, last_used } of report().keys.filter(each => each.last_used === 'Unknown')) {
      expect(report().gaps.map(gap => gap.key_id)).toContain(key_id)
      expect(last_used).toBe('Unknown')
    }
  })
})

describe('the time of a run', () => {
  const world = aWorld([simKey({ id: id(1), uses: [used(DAY)] }), simKey({ id: id(2), uses: [used(3 * DAY)] })])

  test.each([
    ['502', 'ahead', 100 * DAY],
    ['502', 'behind', -100 * DAY],
    // STS answers in XML, and HTML can be read as that.
    ['200', 'ahead', 100 * DAY],
    ['200', 'behind', -100 * DAY],
  ])("time of a run: it is not that of a proxy's page with status %s whose clock is %s", async (status, _, wrong) => {
    const faults = [htmlPage({ times: 1 }, Number(status), NOW + wrong)]
    const { report, key, exit, err } = await audit(world, { faults })
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(report().generated_at).toBe('2026-11-20T14:30:00Z')
    for (const number of [1, 2]) expect(key(id(number)).disposition).toBe('in_use')
  })

  test.each([
    ['ahead', 100 * DAY],
    ['behind', -100 * DAY],
  ])(
    'time of a run: it is measured again when the first answer was dated %s and all others were right',
    async (_, wrong) => {
      const faults = [misdated(wrong, { times: 1 })]
      const { report, key, err } = await audit(world, { faults })
      expect(report().generated_at).toBe('2026-11-20T14:30:00Z')
      expect(key(id(1))).toMatchObject({ disposition: 'in_use', last_used: '2026-11-19 14:30 UTC' })
      expect(err).toMatch(/Most AWS responses are dated 144000 minutes (later|earlier) than the first/)
      expect(err).not.toMatch(/Never/)
    },
  )

  test('time of a run: if it was wrong, what CloudTrail was asked about the future is unknown, with a gap', async () => {
    const faults = [misdated(100 * DAY, { times: 1 }), noUsage]
    const { key, report } = await audit(aWorld([simKey({ id: id(1) })]), { faults })
    expect(key(id(1))).toMatchObject({ last_used: 'Unknown', disposition: 'unknown' })
    expect(report().gaps).toContainEqual(
      expect.objectContaining({ key_id: id(1), operation: 'cloudtrail:LookupEvents', reason: 'malformed' }),
    )
  })

  test('time of a run: if it was wrong, counts are unknown, with a gap, because they are of other days', async () => {
    const longAgo = aWorld([simKey({ id: id(1), uses: [used(110 * DAY)] })])
    const { key, report } = await run(['-o', 'json'], longAgo, { faults: [misdated(-100 * DAY, { times: 1 })] })
    expect(key(id(1)).monthly_usage).toBeNull()
    expect(report().gaps).toContainEqual(
      expect.objectContaining({ operation: 'cloudwatch:GetMetricData', reason: 'malformed' }),
    )
  })

  test('time of a run: the silence of an answer with a wrong date decides nothing, with a gap, but a use in it counts', async () => {
    const silent = aWorld([simKey({ id: id(1), uses: [used(DAY)] }), quiet(2), quiet(3)])
    const faults = [
      misdated(-100 * DAY, { operation: 'GetKeyLastUsage', keyId: id(2) }),
      misdated(-100 * DAY, { operation: 'GetKeyLastUsage', keyId: id(1) }),
    ]
    const { key, report } = await audit(silent, { faults }, ['--source', 'kms'])
    expect(key(id(1))).toMatchObject({ disposition: 'in_use', last_used: '>= 2026-11-19 14:30 UTC' })
    expect(key(id(2)).last_used).toBe('Unknown')
    expect(key(id(3)).last_used).toBe('Never')
    expect(report().gaps.map(({ key_id, reason }) => [key_id, reason])).toEqual([[id(2), 'malformed']])
  })
})

describe('a checkpoint', () => {
  test('--checkpoint: answers with a wrong date are not kept, so that a resumed run asks again', async () => {
    const path = join(folder, 'misdated.ndjson')
    const world = aWorld([quiet(1), quiet(2)])
    const words = ['--source', 'kms', '--checkpoint', path]
    const faults = [-100 * DAY, 100 * DAY].map((by, index) =>
      misdated(by, { operation: 'GetKeyLastUsage', keyId: id(index + 1) }),
    )
    const first = await audit(world, { faults }, words)
    expect(first.key(id(1)).last_used).toBe('Unknown')
    const { key, report, aws } = await audit(world, {}, words)
    expect([1, 2].map(number => key(id(number)).last_used)).toEqual(['Never', 'Never'])
    expect(report().gaps).toEqual([])
    expect(aws.calls['kms:GetKeyLastUsage']).toBe(2)
  })

  test('time of a run: a new checkpoint does not keep the time of the first answer from being corrected', async () => {
    const words = ['--checkpoint', join(folder, 'first.ndjson')]
    const { report } = await audit(aWorld([quiet(1)]), { faults: [misdated(3 * HOUR, { times: 1 })] }, words)
    expect(report().generated_at).toBe('2026-11-20T14:30:00Z')
    // What was asked for by the wrong time is asked for again.
    const { aws, err } = await audit(aWorld([quiet(1)]), {}, words)
    expect(aws.calls['kms:DescribeKey']).toBe(1)
    expect(err).toBe('')
  })

  test('checkpoint file: one of the future is refused in one line', async () => {
    const path = join(folder, 'future.ndjson')
    const single = aWorld([quiet(1)])
    await audit(single, {}, ['--checkpoint', path])
    writeFileSync(path, readFileSync(path, 'utf8').replace(String(NOW), String(NOW + 100 * DAY)))
    const { exit, out, err } = await audit(single, {}, ['--checkpoint', path])
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(
      /future\.ndjson was started at 2027-02-28T14:30:00Z, which is in the future according to AWS\. Delete the file and run again\.\n$/,
    )
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('--checkpoint: the time of answers is kept, because CloudTrail saw less hours later', async () => {
    const path = join(folder, 'hours.ndjson')
    const world = aWorld([simKey({ id: id(1), createdAt: NOW - 90 * DAY + 30 * MINUTE, uses: [used(89.95 * DAY)] })])
    const words = ['--checkpoint', path]
    await audit(world, { faults: [noUsage, htmlPage({ service: 'cloudtrail' }, 200)] }, words)
    const later = { ...world, clock: () => NOW + 5 * HOUR }
    for (const time of ['asks', 'remembers']) {
      const { key, report } = await audit(later, { faults: [noUsage] }, words)
      expect([time, report().generated_at]).toEqual([time, '2026-11-20T14:30:00Z'])
      expect(key(id(1)).usage).toMatchObject({ status: 'not_observed', not_observed_since: '2026-08-22T19:45:00Z' })
    }
  })
})
