import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ArchiveStatus } from '../../src/model/archive/archive-status.ts'
import { validator } from '../archives/index-store/validator.ts'
import { archiveCommandOptions, archiveMode } from '../../src/commands/archive/modes.ts'
import { ARCHIVE_ACTIONS } from '../../src/commands/archive/request.ts'
import { anArchive, archive, named } from './archive/an-archive.ts'

test('archive add: it reads new files once, and says what it read', async () => {
  const given = anArchive()
  const first = await archive('add', ...named(given))
  expect({ exit: first.exit, err: first.err, requests: first.requests }).toEqual({ exit: 0, err: '', requests: [] })
  expect(first.out).toMatch(/^Read +\d+ new files, /m)
  const second = await archive('add', ...named(given))
  expect(second.out).toMatch(/^Read +No new files\.$/m)
})

test('archive add: files that an earlier run could not read are tried again, and are not called new', async () => {
  const given = anArchive()
  const [one = '', other = ''] = given.truth.logs.slice(1, 3).map(({ path }) => join(given.tree, path))
  const whole = [one, other].map(path => readFileSync(path))
  for (const [at, path] of [one, other].entries()) writeFileSync(path, whole[at]?.subarray(0, 200) ?? '')
  const first = await archive('add', ...named(given))
  expect(first.out).toMatch(/^Read +\d+ new files, .* 2 could not be read, or only in part\.$/m)
  const second = await archive('add', ...named(given))
  expect(second.out).toMatch(/^Read +No new files\.\n +2 files tried again, but still damaged\.$/m)
  writeFileSync(one, whole[0] ?? '')
  const third = await archive('add', ...named(given))
  expect(third.out).toMatch(/^Read +No new files\.\n +2 files tried again, 1 still damaged\.$/m)
  writeFileSync(other, whole[1] ?? '')
  const { out } = await archive('add', ...named(given), '-o', 'json')
  const bytes = whole[1]?.length
  expect((JSON.parse(out) as ArchiveStatus).added).toEqual({
    files: 1,
    bytes,
    damaged: 0,
    retried: { files: 1, bytes, damaged: 0 },
  })
  const last = await archive('add', ...named(given))
  expect(last.out).toMatch(/^Read +No new files\.\n(?! )/m)
})

test('archive status: -o json follows its schema, and has every hour of each place', async () => {
  const given = anArchive()
  await archive('add', ...named(given))
  const { exit, out } = await archive('status', '--trail-index', given.index, '-o', 'json')
  expect(exit).toBe(0)
  const status = JSON.parse(out) as ArchiveStatus
  expect(validator('archive-status')(status)).toEqual([])
  expect(status).toMatchObject({
    added: null,
    pending: null,
    summary: { places: 1, log_files: given.truth.logs.length, digests: given.truth.digests.length, damaged_files: 0 },
  })
  const [place] = status.places
  const hours = (place?.covered_hours ?? 0) + (place?.doubtful_hours ?? 0)
  expect(hours).toBeGreaterThanOrEqual(24)
})

test('archive status: it names files that the index does not have yet', async () => {
  const given = anArchive()
  await archive('add', ...named(given))
  const [log] = given.truth.logs
  const path = join(given.tree, log?.path ?? '')
  writeFileSync(path, gzipSync('{"Records":[]}'))
  const { out } = await archive('status', ...named(given))
  expect(out).toMatch(/^New +1 file \(\d+ bytes\) not read yet: run kms-audit archive add --trail-archive /m)
  expect(out.replaceAll(/\s+/g, ' ')).toContain(`run kms-audit archive add ${named(given).join(' ')}`)
})

test('archive status: without an index it reads the log files, and keeps nothing', async () => {
  const { tree } = anArchive()
  const { exit, out } = await archive('status', '--trail-archive', tree, '-o', 'csv')
  expect(exit).toBe(0)
  expect(out.split('\r\n')[0]).toBe('AccountId,Region,Since,Until,Covered,Why,KeyArn')
  expect(out).toContain('111122223333,us-east-1,2024-01-0')
})

test('archive status --strict: a damaged file is named, and gives exit code 4', async () => {
  const given = anArchive()
  const path = join(given.tree, given.truth.logs[1]?.path ?? '')
  writeFileSync(path, readFileSync(path).subarray(0, 200))
  const { exit, out } = await archive('status', '--trail-archive', given.tree, '--strict')
  expect(exit).toBe(4)
  expect(out).toMatch(/^Damaged +111122223333_CloudTrail_us-east-1_.*: .*unexpected end of file$/m)
})

test.each([
  ['add --trail-index ix', 'archive add needs log files.'],
  ['add --trail-archive logs', 'archive add needs an index.'],
  ['status', 'archive status needs an index or log files.'],
  ['verify', 'archive verify needs log files.'],
  [
    'ddl --trail-bucket logs --trail-since 2099-01-01',
    '--trail-since 2099-01-01 is in the future. Give the first day of the log files, such as 2021-06-01.',
  ],
  ['status --trail-index does/not/exist', 'No index found in does/not/exist.'],
  ...['status', 'verify'].map(action => [
    `${action} --trail-archive s3 --trail-archive s4 --trail-index none`,
    'Build one with kms-audit archive add --trail-archive s3 --trail-archive s4 --trail-index none.',
  ]),
  ['status --trail-archive does/not/exist', 'Cannot read the archive does/not/exist: it does not exist.'],
])('archive: %s is refused with one line and the next step', async (words, message) => {
  const { exit, out, err } = await archive(...words.split(' '))
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('archive: each option in the help is taken by one of the actions', () => {
  const taken = new Set<string>(ARCHIVE_ACTIONS.flatMap(action => archiveMode(action).takes))
  const general = ['config', 'noConfig', 'help', 'version']
  expect(Object.keys(archiveCommandOptions).filter(name => !taken.has(name) && !general.includes(name))).toEqual([])
})
