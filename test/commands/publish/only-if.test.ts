import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { SimKey } from '../../../src/simulation/world/sim-key.ts'
import { aHub, fastIo, fine, NOW, unrotated, worldAt } from '../../sinks/security-hub/a-hub.ts'
import { run, type RunOptions } from '../../run.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'publish-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const CHECK = ['--source', 'none', '--check', 'rotation-off']
const io = (more: Parameters<typeof fastIo>[1] = {}) => fastIo({}, more)

const publish = (keys: readonly SimKey[], argv: readonly string[], options: RunOptions = {}) =>
  run(['publish', 'prometheus', '--textfile', join(folder, 'kms.prom'), '--yes', ...argv], worldAt(NOW, keys, aHub()), {
    io: io(),
    ...options,
  })

async function baseline(keys: readonly SimKey[]): Promise<string> {
  const path = join(folder, 'old.json')
  writeFileSync(path, (await run([...CHECK, '-o', 'json'], worldAt(NOW, keys, aHub()), { io: io() })).out)
  return path
}

const SENT = expect.stringMatching(/^Wrote/)

test('--only-if failed: the report is sent if a check failed, and nothing is printed if none did', async () => {
  const silent = await publish([fine(1)], ['--only-if', 'failed', ...CHECK])
  expect([silent.exit, silent.out, silent.err]).toEqual([0, '', ''])
  const sent = await publish([unrotated(1)], ['--only-if', 'failed', ...CHECK])
  expect([sent.exit, sent.out]).toEqual([0, SENT])
})

test('--only-if unused: the report is sent if a key is unused', async () => {
  expect((await publish([fine(1)], ['--only-if', 'unused', '--source', 'none'])).out).toBe('')
  const demo = await run(
    ['publish', 'prometheus', '--textfile', join(folder, 'kms.prom'), '--yes', '--demo', '--only-if', 'unused'],
    worldAt(NOW, [], aHub()),
    { io: io() },
  )
  expect(demo.out).toEqual(SENT)
})

test('--only-if changed: the report is sent if something differs from the baseline', async () => {
  const path = await baseline([fine(1)])
  const argv = ['--only-if', 'changed', '--baseline', path, ...CHECK]
  const same = await publish([fine(1)], argv)
  expect([same.exit, same.out, same.err]).toEqual([0, '', ''])
  expect((await publish([fine(1), fine(2)], argv)).out).toEqual(SENT)
  expect((await publish([unrotated(1)], argv)).out).toEqual(SENT)
})

test('--only-if: one of several conditions is enough', async () => {
  const path = await baseline([unrotated(1)])
  const argv = ['--only-if', 'changed,failed', '--baseline', path, ...CHECK]
  expect((await publish([unrotated(1)], argv)).out).toEqual(SENT)
})

test('--only-if: a terminal shows why nothing is sent', async () => {
  const { out, err } = await publish([fine(1)], ['--only-if', 'failed', ...CHECK], { io: io({ tty: true }) })
  expect([out, err]).toEqual(['', expect.stringContaining('Nothing to send: no check failed.')])
})

test('--only-if: a report that misses a Region is sent, because the missing part can be what the user waits for', async () => {
  const world = worldAt(NOW, [fine(1)], aHub(), {
    regions: { 'us-east-1': { keys: [fine(1)] }, 'eu-west-1': { keys: [unrotated(2)] } },
  })
  const { out, err } = await run(
    [
      'publish',
      'prometheus',
      '--textfile',
      join(folder, 'kms.prom'),
      '--yes',
      '--only-if',
      'failed',
      ...CHECK,
      '-r',
      'us-east-1,eu-west-1',
    ],
    world,
    { io: io(), faults: [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'eu-west-1' })] },
  )
  expect([out, err]).toEqual([
    SENT,
    expect.stringContaining('--only-if failed: an account or Region was not read, so the report is sent.'),
  ])
})

test('--only-if unused: a report is sent if the use of no key in a Region could be read, because keys may be unused', async () => {
  const { out, err } = await publish([fine(1), fine(2)], ['--only-if', 'unused', '--source', 'kms', '--no-requests'], {
    faults: [deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' })],
  })
  expect([out, err]).toEqual([
    SENT,
    expect.stringContaining('--only-if unused: the use of no key in 1 Region could be read, so the report is sent.'),
  ])
})

test('--only-if changed: an earlier report is required before anything is audited', async () => {
  const { exit, err, requests } = await publish([fine(1)], ['--only-if', 'changed'])
  expect([exit, err, requests]).toEqual([
    2,
    'kms-audit: --only-if changed requires an earlier report. Add --baseline with the report to compare with.\n',
    [],
  ])
})

test('--only-if failed: a saved report without findings is refused with the next step', async () => {
  const path = join(folder, 'plain.json')
  writeFileSync(
    path,
    (await run(['--source', 'none', '-o', 'json'], worldAt(NOW, [fine(1)], aHub()), { io: io() })).out,
  )
  const { exit, err } = await publish([], ['--only-if', 'failed', '--from', path])
  expect([exit, err]).toEqual([2, `kms-audit: ${path} contains no findings. Add --checks to run the checks on it.\n`])
})
