import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { HOUR, isoTime } from '../../../src/model/time.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { validator } from '../../archives/index-store/validator.ts'
import { run } from '../../run.ts'
import { ACCOUNT, aLife, documentOf, keyIn, type Life, moveFiles, PLACE, statusAt } from './a-life.ts'

/** What an audit with nothing but the archive says about the last use of the key. */
async function auditOf({ tree, key, createdAt, now }: Life): Promise<string | undefined> {
  const id = key.slice(key.lastIndexOf('/') + 1)
  const regions = { [PLACE]: { keys: [simKey({ id, createdAt })] } }
  const world = { clock: () => now, accounts: [simAccount({ id: ACCOUNT, regions })] }
  const words = ['-r', PLACE, '--source', 'archive', '--trail-archive', tree, '--no-requests', '-o', 'json']
  const [found] = (await run(words, world)).report().keys
  return found?.last_used
}

test('archive status --key: all time since the creation is covered, and -o json follows its schema', async () => {
  const life = aLife()
  const status = await documentOf(life.now, '--trail-archive', life.tree, '--key', life.key)
  expect(validator('archive-status')(status)).toEqual([])
  expect(status.keys).toMatchObject([
    {
      key_arn: life.key,
      created_at: isoTime(life.createdAt),
      since: isoTime(life.createdAt),
      since_is: 'creation',
      uses: 0,
      first_use: null,
      last_use: null,
      uncovered_hours: 0,
      uncovered: [],
    },
  ])
  expect({ places: status.places.map(({ region }) => region), fetch: status.fetch }).toEqual({
    places: [PLACE],
    fetch: [],
  })
})

test('archive status --key: it finds time that is not covered exactly where an audit does not say Never', async () => {
  const life = aLife()
  const away = join(life.folder, 'away')
  const seen = new Map<string, number>()
  const nth = (part: string, at: number) => life.files.filter(file => file.includes(`/${part}/`)).at(at) ?? ''
  const ofPlace = [2, 12, -2].map(at => nth(`CloudTrail-Digest/${PLACE}`, at))
  const ofHome = [nth('CloudTrail-Digest/us-east-1', 9), nth('CloudTrail/us-east-1', -1)]
  const tried = [nth(`CloudTrail/${PLACE}`, 0), nth(`CloudTrail/${PLACE}`, 3), ...ofPlace, ...ofHome]
  for (const file of [null, ...tried]) {
    const lost = file === null ? [] : [file]
    moveFiles(life.tree, away, lost)
    const { uncovered } = await keyIn(life)
    const verdict = await auditOf(life)
    moveFiles(away, life.tree, lost)
    expect([file, uncovered.length === 0]).toEqual([file, verdict === 'Never'])
    seen.set(verdict ?? '', (seen.get(verdict ?? '') ?? 0) + 1)
  }
  expect(seen.get('Never')).toBeGreaterThan(0)
  expect(seen.size).toBeGreaterThan(1)
})

test('archive status --key: one sentence says how many hours are not covered, and that a log file is missing', async () => {
  const life = aLife()
  const lost = life.files.filter(file => file.includes(`/CloudTrail/${PLACE}/`))[3] ?? ''
  moveFiles(life.tree, join(life.folder, 'away'), [lost])
  const { out } = await statusAt(life.now, '--trail-archive', life.tree, '--key', life.key)
  expect(out).toMatch(
    /^ +\d+ hours on 2024-01-01 are not covered: 1 log file is missing\. The key counts as never used only /m,
  )
  expect(out).toMatch(/^Not covered 2024-01-01 \d\d:\d\d UTC to .* \(\d+ h\): 1 log file is missing$/m)
  expect(out).not.toContain('Never')
})

test('archive status --key: a log file that is cut off is damaged, not missing', async () => {
  const life = aLife()
  const path = life.files.filter(file => file.includes(`/CloudTrail/${PLACE}/`))[3] ?? ''
  writeFileSync(join(life.tree, path), gzipSync('{"Records":[]}').subarray(0, 12))
  const { uncovered } = await keyIn(life)
  expect(uncovered[0]).toMatchObject({ missing_files: 0, damaged_files: 1 })
})

test('archive status --key: where the home Region of the trail is missing, it says that its changes are not known', async () => {
  const life = aLife()
  const home = life.files.filter(file => file.includes('/us-east-1/'))
  moveFiles(life.tree, join(life.folder, 'away'), home)
  const key = await keyIn(life)
  expect(key.uncovered.map(({ why }) => why)).toEqual([
    "the log of the trail's home Region us-east-1 does not show whether the trail was changed",
  ])
  // Event history shows the last 90 days only, and this trail belongs to the account.
  expect(key.audit_may_cover_more).toBe(true)
})

test('archive status --key: a key is found by its id, and -o csv has one line for each interval', async () => {
  const life = aLife()
  const words = ['--trail-archive', life.tree, '--key', life.key.slice(-36), '-o', 'csv']
  const { out } = await statusAt(life.now, ...words)
  expect(out.trimEnd().split('\r\n').slice(1)).toEqual([
    `${ACCOUNT},${PLACE},${isoTime(life.createdAt)},${isoTime(life.now - 4 * HOUR)},yes,,${life.key}`,
  ])
})

test('archive status --key: for a used key, only time after its last use matters', async () => {
  const life = aLife({ kmsShare: 0.5 })
  const question = { account: ACCOUNT, region: PLACE, keys: null, since: 0, until: life.now, detail: 'days' as const }
  const [[arn, history] = ['', null]] = historiesOf(life.truth.calls, question)
  const [before] = (await documentOf(life.now, '--trail-archive', life.tree, '--key', arn)).keys ?? []
  expect(before).toMatchObject({
    created_at: null,
    since_is: 'first_covered',
    uses: history?.days.reduce((sum, { error, events }) => sum + (error === null ? events : 0), 0),
    first_use: { at: isoTime(history?.first?.at ?? 0) },
    last_use: { at: isoTime(history?.last?.at ?? 0), principal: history?.last?.principal },
  })
  const last = life.files.filter(file => file.includes(`/CloudTrail-Digest/${PLACE}/`)).at(-3) ?? ''
  moveFiles(life.tree, join(life.folder, 'away'), [last])
  const { out } = await statusAt(life.now, '--trail-archive', life.tree, '--key', arn)
  expect(out).toMatch(/^ +Last used at 2024-01-01 \d\d:\d\d UTC, but a later use may be missing\. \d+ hours /m)
})

test('archive status --key --since: the time of a key begins there, unless the archive shows that it was created later', async () => {
  const life = aLife()
  const since = async (day: string): Promise<[string, string | null]> => {
    const words = ['--trail-archive', life.tree, '--key', life.key, '--since', day]
    const [key] = (await documentOf(life.now, ...words)).keys ?? []
    return [key?.since_is ?? '', key?.since ?? null]
  }
  expect(await since('2023-12-01')).toEqual(['creation', isoTime(life.createdAt)])
  expect(await since('2024-01-02')).toEqual(['given', '2024-01-02T00:00:00Z'])
})

test('archive status --key: if the archive has no file of the Region, it says nothing about the key', async () => {
  const { tree, now, key } = aLife()
  const { exit, out } = await statusAt(now, '--trail-archive', tree, '--key', key.replace(PLACE, 'eu-central-1'))
  expect(exit).toBe(0)
  expect(out).toContain(
    'The archive has no file of eu-central-1 in account 111122223333, so it says nothing about this',
  )
})

test.each([
  ['--key alias/orders', "Archives do not contain aliases such as 'alias/orders'. Give the ID or the ARN"],
  ['--key 0123456789', "No event in the archive names the key '0123456789'. If the key was never used, give its ARN"],
  ['--since 2024-01-01', '--since has no effect without --key.'],
])('archive status: %s is refused with one line and the next step', async (words, message) => {
  const { exit, out, err } = await statusAt(Date.UTC(2026, 10, 20), '--demo', ...words.split(' '))
  expect({ exit, out, lines: err.trimEnd().split('\n').length }).toEqual({ exit: 2, out: '', lines: 1 })
  expect(err).toContain(message)
})
