import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Report } from '../../../src/model/report/report.ts'
import { DAY } from '../../../src/model/time.ts'
import { run, type Run } from '../../run.ts'
import {
  ACCOUNT,
  aHub,
  CHECKED,
  fine,
  NOW,
  statesIn,
  unrotated,
  fastIo,
  worldAt,
} from '../../sinks/security-hub/a-hub.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
  // The SDK renews a session by the machine's clock: here that is the clock of the simulation.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterAll(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

test('publish --from: a report without findings needs checks', async () => {
  const file = join(folder, 'inventory.json')
  const world = worldAt(NOW, [unrotated(1, { aliases: [] })], aHub())
  writeFileSync(file, (await run(['--source', 'none', '-o', 'json'], world)).out)
  const from = ['publish', 'security-hub', '--yes', '--from', file]
  const bare = await run(from, world, { io: fastIo() })
  expect(bare).toMatchObject({ exit: 2, out: '' })
  expect(bare.err).toContain('contains no findings. Add --checks to run the checks on it.')
  const judged = await run([...from, '--check', 'alias-missing'], world, { io: fastIo() })
  expect(judged).toMatchObject({ exit: 0, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
})

test('publish --from: -r sends the findings of these Regions, and resolves nothing elsewhere', async () => {
  const hubs = [aHub(), aHub()] as const
  const world = (day: number, make: typeof fine) => {
    const regions = {
      'us-east-1': { keys: [make(1)], securityHub: hubs[0] },
      'eu-west-1': { keys: [make(2)], securityHub: hubs[1] },
    }
    return worldAt(NOW + day * DAY, [], hubs[0], { regions })
  }
  const save = async (day: number, make: typeof fine): Promise<string> => {
    const file = join(folder, `regions-${day}.json`)
    writeFileSync(file, (await run([...CHECKED, '-r', 'all', '-o', 'json'], world(day, make))).out)
    return file
  }
  const send = (file: string, argv: readonly string[], env = {}): Promise<Run> =>
    run(['publish', 'security-hub', '--yes', '--from', file, ...argv], world(1, fine), { io: fastIo(env) })
  const bad = await save(0, unrotated)
  expect((await send(bad, ['-r', 'eu-*'])).out).toBe(`${ACCOUNT} eu-west-1: 1 active, 0 resolved\n`)
  expect(hubs.map(statesIn)).toEqual([[], ['rotation-off 2 ACTIVE FAILED']])
  await send(bad, [], { KMS_AUDIT_REGION: 'eu-west-1' })
  const good = await save(1, fine)
  const sent = await send(good, ['-r', 'us-east-1'])
  expect(sent.out).toBe(`${ACCOUNT} us-east-1: 0 active, 1 resolved\n`)
  expect(hubs.map(statesIn)).toEqual([['rotation-off 1 ARCHIVED PASSED'], ['rotation-off 2 ACTIVE FAILED']])
  expect(await send(good, ['-r', 'us-east-1,eu-west-2'])).toMatchObject({
    exit: 2,
    out: '',
    err: "kms-audit: The report has no Region 'eu-west-2'. It has eu-west-1, us-east-1.\n",
  })
})

test.each([
  [
    'an account id that is none',
    { account_id: '\u001b[31mred', region: 'us-east-1' },
    String.raw`No credentials for account \u{1b}[31mred: no findings were resolved there. Add --profile`,
  ],
  [
    'a Region of another partition',
    { account_id: ACCOUNT, region: 'cn-north-1' },
    `The credentials for account ${ACCOUNT} are for partition aws and do not work in cn-north-1: no findings were resolved there.\n`,
  ],
])('publish --from: %s is named in the error', async (name, other, words) => {
  const file = join(folder, `${name}.json`)
  const world = worldAt(NOW, [unrotated(1)], aHub())
  const report = JSON.parse((await run([...CHECKED, '-o', 'json'], world)).out) as Report
  report.scope.places.push({ ...other, status: 'complete', keys: 0 })
  writeFileSync(file, JSON.stringify(report))
  const sent = await run(['publish', 'security-hub', '--yes', '--from', file], world, { io: fastIo() })
  expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(sent.err).toContain(words)
  expect(sent.err).not.toContain('\u001b')
})
