import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { trailFileOf } from '../../../src/archives/local/file-name.ts'
import { listArchive } from '../../../src/archives/local/list-archive.ts'

const root = mkdtempSync(join(tmpdir(), 'kms-audit-list-'))
afterAll(() => rmSync(root, { recursive: true }))
const { signal } = new AbortController()

const LOG = '111122223333_CloudTrail_us-east-1_20240305T1205Z_0123456789ABCDEF.json.gz'

/** Writes files into a new folder, each with its path as its content. */
function folderWith(...paths: readonly string[]): string {
  const folder = mkdtempSync(join(root, 'a-'))
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), path)
  }
  return folder
}

test.each<[what: string, name: string, expected: Record<string, unknown>]>([
  [
    'a log',
    LOG,
    { kind: 'log', account: '111122223333', region: 'us-east-1', deliveredAt: Date.UTC(2024, 2, 5, 12, 5) },
  ],
  ['a log of China', LOG.replace('us-east-1', 'cn-northwest-1'), { kind: 'log', region: 'cn-northwest-1' }],
  ['a log of GovCloud', LOG.replace('us-east-1', 'us-gov-west-1'), { kind: 'log', region: 'us-gov-west-1' }],
  ['a log that is not packed', LOG.replace('.gz', ''), { kind: 'log' }],
  ['a log that is packed with zstd', LOG.replace('.gz', '.zst'), { kind: 'log' }],
  [
    'a digest',
    '111122223333_CloudTrail-Digest_eu-west-1_our_trail_us-east-1_20240305T120501Z.json.gz',
    { kind: 'digest', region: 'eu-west-1', deliveredAt: Date.UTC(2024, 2, 5, 12, 5, 1) },
  ],
  [
    'a digest that was delivered later',
    '111122223333_CloudTrail-Digest_eu-west-1_trail_us-east-1_20240305T120501Z_backfill.json.gz',
    { kind: 'digest', region: 'eu-west-1' },
  ],
])('names of archived files: %s', (_, name, expected) => {
  expect(trailFileOf(join('/mnt/x', name), 7)).toMatchObject({ ...expected, name, size: 7, path: join('/mnt/x', name) })
})

test.each([
  '111122223333_CloudTrail-Insight_us-east-1_20240305T1205Z_0123456789ABCDEF.json.gz',
  '111122223333_CloudTrail-Aggregated_us-east-1_20240305T1205Z_0123456789ABCDEF.json.gz',
  '11112222333_CloudTrail_us-east-1_20240305T1205Z_0123456789ABCDEF.json.gz',
  '111122223333_CloudTrail_us-east-1_20241305T1205Z_0123456789ABCDEF.json.gz',
  '111122223333_Config_us-east-1_ConfigHistory_20240305T120501Z.json.gz',
  `${LOG}.tmp`,
  'CloudTrail.json.gz',
])('names of archived files: %s is not a log or a digest of CloudTrail', name => {
  expect(trailFileOf(name, 7)).toBeNull()
})

test('listing an archive: logs at any depth, in the order of their delivery', async () => {
  const later = LOG.replace('T1205Z', 'T1210Z')
  const folder = folderWith(
    `a/b/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/2024/03/05/${later}`,
    `AWSLogs/111122223333/CloudTrail/us-east-1/2024/03/05/${LOG}`,
    'AWSLogs/111122223333/Config/x.json.gz',
    'README.txt',
  )
  const { files, unreadable, others } = await listArchive([folder], signal)
  expect(files.map(({ name }) => name)).toEqual([LOG, later])
  expect(files.map(({ size }) => size)).toEqual([69, 89].map(() => expect.any(Number)))
  expect({ unreadable, others }).toEqual({ unreadable: [], others: 2 })
})

test('listing an archive: a file in two trees, or in one that is given twice, is listed once', async () => {
  const [short, long] = [folderWith(LOG), folderWith(`some/longer/path/${LOG}`)]
  const { files } = await listArchive([short, long, short], signal)
  expect(files.map(({ path }) => path)).toEqual([join(long, 'some/longer/path', LOG)])
})

test('listing an archive: symbolic links are followed, also in a circle', async () => {
  const folder = folderWith('data/x.txt')
  const elsewhere = folderWith(LOG)
  symlinkSync(elsewhere, join(folder, 'link'))
  symlinkSync(folder, join(folder, 'data/up'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'))
  const gone = LOG.replace('T1205Z', 'T1210Z')
  symlinkSync(join(folder, 'nowhere'), join(folder, gone))
  const { files, unreadable, others } = await listArchive([folder], signal)
  expect(files.map(({ path }) => path)).toEqual([join(folder, 'link', LOG)])
  expect(unreadable).toEqual([{ path: join(folder, gone), why: 'it does not exist' }])
  expect(others).toBe(2)
})

test('listing an archive: a directory that cannot be read is named', async () => {
  const file = join(folderWith('x.txt'), 'x.txt')
  const locked = folderWith('a/x.txt')
  chmodSync(join(locked, 'a'), 0)
  const { unreadable, others } = await listArchive([join(root, 'absent'), file, locked], signal)
  chmodSync(join(locked, 'a'), 0o700)
  expect(unreadable.slice(0, 2)).toEqual([
    { path: join(root, 'absent'), why: 'it does not exist' },
    { path: file, why: 'part of its path is not a directory' },
  ])
  // The superuser can read everything.
  const isLocked = unreadable.length === 3
  expect(unreadable[2]?.why ?? 'permission denied').toBe('permission denied')
  expect(others).toBe(isLocked ? 0 : 1)
  expect(basename(unreadable[2]?.path ?? 'a')).toBe('a')
})

test('listing an archive: it can be cancelled', async () => {
  await expect(listArchive([folderWith(LOG)], AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled')
})
