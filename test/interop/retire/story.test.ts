import { ACTING_TYPES } from '../../../src/model/dependents.ts'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { arn, id } from '../../simulation/services/clients.ts'
import { RetiredAccount } from './retired-account.ts'

const START = Date.UTC(2026, 10, 20, 14, 30)
const KEY = arn(1)

/** A key that GetKeyLastUsage has not seen in use since tracking began. */
const oldKey = simKey({
  id: id(1),
  aliases: ['alias/quarterly-reports'],
  description: "the team's keys: `rm -rf`, $(reboot)\r\nand more",
  createdAt: Date.UTC(2024, 0, 10),
})

let account: RetiredAccount
const plan = () => `${account.directory}/plan`
const watch = (...words: readonly string[]) => account.program('retire', 'watch', plan(), ...words)

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: START }))
afterAll(() => vi.useRealTimers())

/** Plans the key and disables it. */
async function disabled(): Promise<void> {
  account = await RetiredAccount.open([oldKey], START)
  const planned = await account.program(
    'retire',
    'plan',
    '-r',
    'us-east-1',
    '--dependents',
    [...ACTING_TYPES, 'ebs-volume'].join(),
    '--out',
    plan(),
  )
  expect(planned, planned.err).toMatchObject({ exit: 0 })
  const dryRun = await account.script('1-disable.sh')
  expect(dryRun, dryRun.err).toMatchObject({ exit: 0, out: expect.stringContaining('would be disabled') })
  const step1 = await account.script('1-disable.sh', '--execute')
  expect(step1, step1.err).toMatchObject({ exit: 0, err: '', out: expect.stringContaining(`${KEY} is now Disabled.`) })
  account.pass(HOUR)
}

describe('the retirement of a key that a quarterly job needs', () => {
  beforeAll(disabled, 120_000)
  afterAll(() => account.close())

  test('story: an hour after step 1 the watch is too early, and step 2 skips the key', async () => {
    const early = await watch()
    expect([early.exit, early.out]).toEqual([
      4,
      expect.stringMatching(/^too early +alias\/quarterly-reports .* 0 of 30 d$/m),
    ])
    const step2 = await account.script('2-schedule-deletion.sh', '--execute')
    expect(step2, step2.err).toMatchObject({
      exit: 0,
      out: expect.stringContaining('is skipped: the watch says: too_early'),
    })
  })

  test('story: the job is refused after three weeks, and the watch names it with what to do', async () => {
    account.pass(21 * DAY)
    expect(await account.jobEncrypts(KEY)).toBe('DisabledException')
    expect((await watch('-q')).out).toBe('')
    account.pass(HOUR)
    const needed = await watch('-q')
    expect([needed.exit, needed.err]).toEqual([1, ''])
    expect(needed.out).toContain('needed by role/reports')
    expect(needed.out).toContain('encryption context report=quarterly')
    expect(needed.out).toContain(`aws kms enable-key --region us-east-1 --key-id ${KEY}`)
  })

  test('story: step 2 does not schedule the deletion of a key that is needed, also when the window is over', async () => {
    account.pass(20 * DAY)
    await watch('-q')
    const step2 = await account.script('2-schedule-deletion.sh', '--execute')
    expect(step2.out).toContain('is skipped: the watch says: needed')
  })

  test('story: rollback.sh enables the key, the job runs, and the watch does not take the rollback for a need', async () => {
    const rollback = await account.script('rollback.sh', '--execute')
    expect(rollback, rollback.err).toMatchObject({ exit: 0, out: expect.stringContaining('is now Enabled') })
    expect(await account.jobEncrypts(KEY)).toBeNull()
    account.pass(HOUR)
    const after = await watch('-o', 'json')
    const [key] = (JSON.parse(after.out) as { watches: { keys: object[] }[] }).watches[0]?.keys ?? []
    expect(key).toMatchObject({
      verdict: 'needed',
      key_state: 'Enabled',
      rollback: null,
      changed_back: [{ operation: 'EnableKey', by_rollback: true }],
    })
  })
})

describe('the retirement of a key that nothing needs', () => {
  beforeAll(disabled, 120_000)
  afterAll(() => account.close())

  test('story: step 2 does nothing without a watch', async () => {
    expect(existsSync(`${plan()}/watch.json`)).toBe(false)
    const step2 = await account.script('2-schedule-deletion.sh', '--execute')
    expect([step2.exit, step2.err]).toEqual([1, expect.stringContaining('Run kms-audit retire watch first')])
  })

  test('story: after the window the key is quiet, and step 2 schedules its deletion', async () => {
    account.pass(31 * DAY)
    expect(await watch()).toMatchObject({ exit: 0, err: '' })
    const step2 = await account.script('2-schedule-deletion.sh', '--execute')
    expect(step2, step2.err).toMatchObject({ exit: 0, err: '' })
    expect((await watch()).out).toMatch(/^quiet +alias\/quarterly-reports +us-east-1 +PendingDeletion /m)
  })

  test('story: step 2 asks for a watch of today', async () => {
    account.pass(2 * DAY)
    const step2 = await account.script('2-schedule-deletion.sh')
    expect([step2.exit, step2.err]).toEqual([1, expect.stringContaining('older than a day')])
  })

  test('story: a caller that is refused during the waiting period is still found in time', async () => {
    expect(await account.jobEncrypts(KEY)).toBe('KMSInvalidStateException')
    account.pass(HOUR)
    const needed = await watch('-q')
    expect(needed.exit).toBe(1)
    expect(needed.out).toContain('aws kms cancel-key-deletion')
  })

  test('story: rollback.sh cancels the deletion and enables the key', async () => {
    const rollback = await account.script('rollback.sh', '--execute')
    expect(rollback, rollback.err).toMatchObject({ exit: 0, out: expect.stringContaining('is now Enabled') })
    expect(await account.jobEncrypts(KEY)).toBeNull()
  })
})
