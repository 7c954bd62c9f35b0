import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { type Truth, writeArchive } from '../archives/generator/write-archive.ts'
import { historiesOf } from '../archives/known-call.ts'
import { run } from '../run.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

let folder = ''
let truth: Truth

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  // The last day of January and the first of February.
  const shape = { since: '2024-01-31', days: 2, eventsPerDay: 100, kmsShare: 0.6, accounts: [ACCOUNT] }
  truth = writeArchive(folder, { ...shape, regions: [REGION], keysPerPlace: 2, filesPerDay: 6, digests: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const keysOf = (): readonly string[] => truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
const idOf = (arn = ''): string => arn.slice(arn.lastIndexOf('/') + 1)

const world = (): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: keysOf().map(arn => simKey({ id: idOf(arn) })) } } }),
  ],
})

const key = (arn = '', ...args: string[]) =>
  run(['key', idOf(arn), '-r', REGION, '--trail-archive', folder, ...args], world())

test('key of an archive: uses by month and the callers of all its time are those that the log files have', async () => {
  const [used = ''] = keysOf()
  const { archived_use: found } = (await key(used, '-o', 'json')).report().keys[0] ?? {}
  const question = { account: ACCOUNT, region: REGION, keys: [used], since: 0, until: NOW, detail: 'days' as const }
  const days = historiesOf(truth.calls, question).get(used)?.days ?? []
  const sum = (month: string, isUse: boolean) =>
    days
      .filter(({ day, error }) => day.startsWith(month) && (error === null) === isUse)
      .reduce((all, { events }) => all + events, 0)
  const months = found?.months.map(({ is_lower_bound: _bound, ...month }) => month)
  expect(months).toEqual(
    ['2024-02', '2024-01'].map(month => ({ month, uses: sum(month, true), failures: sum(month, false) })),
  )
  expect(found?.months.every(({ uses }) => uses > 0)).toBe(true)
  const names = new Set(days.map(({ principal, service }) => JSON.stringify([principal, service])))
  expect(new Set(found?.callers.map(({ principal, service }) => JSON.stringify([principal, service])))).toEqual(names)
})

test('key of an archive: the sheet shows months and callers, and in which time a use may be missing', async () => {
  const { out } = await key(keysOf()[0])
  expect(out).toMatch(/^In the log files$/m)
  expect(out).toMatch(/^ *2024-02 +>= \d+ +>= \d+$/m)
  expect(out).toContain('Searched: log files on disk from 2024-01-3')
  expect(out).toMatch(/A use may be missing from the\s+archive: /)
})

test('key of an archive: a key without a call says so, and for which time', async () => {
  const { out } = await key(keysOf()[1])
  expect(out).toMatch(/The log files show no call with the key\.\s+Searched: log files on\s+disk from\s+2024-01-3/)
})

test('key of an archive: without log files, the sheet does not speak of them', async () => {
  const { out } = await run(['key', idOf(keysOf()[0]), '-r', REGION], world())
  expect(out).not.toContain('In the log files')
})

test('key of an archive: the commands that it proposes search the log files, too, as do those of its findings', async () => {
  const { out } = await key(keysOf()[1])
  const commands = out.match(/^ +kms-audit .*$/gm) ?? []
  expect(commands.length).toBeGreaterThan(3)
  expect(commands.filter(command => !command.includes(`--trail-archive ${folder}`))).toEqual([])
})
