import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { findingKey, type SimFinding } from '../../../src/simulation/world/sim-security-hub.ts'
import { run } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  CHECKED,
  fine,
  id,
  NOW,
  publish,
  SEND,
  statesIn,
  unrotated,
  fastIo,
  worldAt,
  findingOf,
} from './a-hub.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.concurrent(
  'resolved findings: a solved problem is PASSED and ARCHIVED, and keeps its creation date and what analysts have set',
  async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
    hub.findings.set(findingKey(findingOf(hub) as unknown as SimFinding), {
      ...(findingOf(hub) as unknown as SimFinding),
      Workflow: { Status: 'NOTIFIED' },
    })
    const sent = await publish(worldAt(NOW + DAY, [fine(1), unrotated(2)], hub))
    expect(sent).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 1 resolved\n` })
    expect(sent.err).toContain('1 active finding (1 medium), 1 to resolve')
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED', 'rotation-off 2 ACTIVE FAILED'])
    expect(findingOf(hub)).toMatchObject({
      CreatedAt: '2026-11-20T14:30:00Z',
      UpdatedAt: '2026-11-21T14:30:00Z',
      Workflow: { Status: 'NOTIFIED' },
    })
  },
)

test.concurrent(
  'resolved findings: an archived finding is not sent again, and becomes active if the problem returns',
  async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1)], hub))
    await publish(worldAt(NOW + DAY, [fine(1)], hub))
    expect(await publish(worldAt(NOW + 2 * DAY, [fine(1)], hub))).toMatchObject({ out: 'Nothing to send.\n' })
    await publish(worldAt(NOW + 3 * DAY, [unrotated(1)], hub))
    expect(statesIn(hub)).toEqual(['rotation-off 1 ACTIVE FAILED'])
    expect(findingOf(hub)).toMatchObject({ CreatedAt: '2026-11-20T14:30:00Z', UpdatedAt: '2026-11-23T14:30:00Z' })
  },
)

test.concurrent('resolved findings: a second run within the same second gets a later UpdatedAt', async () => {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(1)], hub))
  await publish(worldAt(NOW, [fine(1)], hub))
  expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED'])
  expect(findingOf(hub).UpdatedAt).toBe('2026-11-20T14:30:00.001Z')
})

test.concurrent('resolved findings: a muted finding, and one whose check no longer applies, are archived', async () => {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
  const mutelist = join(folder, 'mutes.yaml')
  const entry = `{ Regions: ['*'], Resources: ['${id(2)}'], Reason: agreed }`
  writeFileSync(mutelist, `Mutelist: { Accounts: { '*': { Checks: { rotation-off: ${entry} } } } }`)
  const waiting = unrotated(1, { state: 'PendingDeletion', deletionDate: NOW + 20 * DAY })
  await publish(worldAt(NOW + DAY, [waiting, unrotated(2)], hub), ['--mutelist', mutelist])
  expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED NOT_AVAILABLE', 'rotation-off 2 ARCHIVED FAILED'])
})

test.concurrent(
  'resolved findings: a saved report changes no finding that Security Hub has from a later audit',
  async () => {
    const hub = aHub()
    const { out } = await run([...CHECKED, '-o', 'json'], worldAt(NOW - DAY, [unrotated(1)], hub))
    const file = join(folder, 'old.json')
    writeFileSync(file, out)
    await publish(worldAt(NOW, [unrotated(1)], hub))
    await publish(worldAt(NOW + DAY, [fine(1)], hub))
    const sent = await run([...SEND, '--from', file], worldAt(NOW + 2 * DAY, [], hub), { io: fastIo() })
    expect(sent).toMatchObject({ exit: 0, out: 'Nothing to send.\n' })
    expect(sent.err).toContain('Security Hub has 1 finding from a later audit than this report. It was not changed.')
    expect(statesIn(hub)).toEqual(['rotation-off 1 ARCHIVED PASSED'])
  },
)

test.concurrent(
  'resolved findings: --severity holds back milder problems, but resolves findings of any severity',
  async () => {
    const hub = aHub()
    await publish(worldAt(NOW, [unrotated(1), fine(2, { aliases: [] }), fine(3, { aliases: [] })], hub))
    const later = [unrotated(1), fine(2), fine(3, { aliases: [] }), fine(4, { aliases: [] })]
    const sent = await publish(worldAt(NOW + DAY, later, hub), ['--severity', 'medium'])
    expect(sent.out).toBe(`${ACCOUNT} us-east-1: 1 active, 1 resolved\n`)
    expect(statesIn(hub)).toEqual([
      'alias-missing 2 ARCHIVED PASSED',
      'alias-missing 3 ACTIVE FAILED',
      'rotation-off 1 ACTIVE FAILED',
    ])
  },
)
