import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ArchiveStatus } from '../../src/model/archive/archive-status.ts'
import type { ArchiveVerification } from '../../src/model/archive/archive-verification.ts'
import { validator } from '../archives/index-store/validator.ts'
import { temporaryFolder } from '../archives/index-store/tiny-archive.ts'
import { type Truth, writeArchive } from '../archives/generator/write-archive.ts'
import { archiveCommandOptions, archiveMode } from '../../src/commands/archive/modes.ts'
import { ARCHIVE_ACTIONS } from '../../src/commands/archive/request.ts'
import { run } from '../run.ts'
import { aWorld } from '../simulation/services/clients.ts'

const archive = (...words: string[]) => run(['archive', ...words], aWorld([]))

/** An archive of one account and Region with digest files, and where its index will be. */
function anArchive(): { tree: string; index: string; truth: Truth } {
  const folder = temporaryFolder()
  const tree = join(folder, 'logs')
  const truth = writeArchive(tree, {
    accounts: ['111122223333'],
    regions: ['us-east-1'],
    days: 1,
    eventsPerDay: 200,
    filesPerDay: 8,
    digests: true,
  })
  return { tree, index: join(folder, 'index'), truth }
}

const named = ({ tree, index }: { tree: string; index: string }): string[] => [
  '--trail-archive',
  tree,
  '--trail-index',
  index,
]

test('archive add: it reads new files once, and says what it read', async () => {
  const given = anArchive()
  const first = await archive('add', ...named(given))
  expect({ exit: first.exit, err: first.err, requests: first.requests }).toEqual({ exit: 0, err: '', requests: [] })
  expect(first.out).toMatch(/^Read +\d+ new files, /m)
  const second = await archive('add', ...named(given))
  expect(second.out).toMatch(/^Read +No new files\.$/m)
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
  expect(out).toMatch(/^New +1 file \(\d+ bytes\) not read yet: run kms-audit archive add\.$/m)
})

test('archive status: without an index it reads the log files, and keeps nothing', async () => {
  const { tree } = anArchive()
  const { exit, out } = await archive('status', '--trail-archive', tree, '-o', 'csv')
  expect(exit).toBe(0)
  expect(out.split('\r\n')[0]).toBe('AccountId,Region,Since,Until,Covered,Why')
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

test('archive verify: an untouched archive is as CloudTrail delivered it', async () => {
  const { tree, truth } = anArchive()
  const { exit, out, requests } = await archive('verify', '--trail-archive', tree, '-o', 'json')
  const verification = JSON.parse(out) as ArchiveVerification
  expect(validator('archive-verification')(verification)).toEqual([])
  expect(verification.summary).toEqual({
    digests: truth.digests.length,
    log_files: truth.logs.length,
    altered: 0,
    missing: 0,
    unnamed: 0,
  })
  expect({ exit, requests }).toEqual({ exit: 0, requests: [] })
})

test('archive verify --public-keys: all digest files but the newest are signed by CloudTrail', async () => {
  const { tree, truth } = anArchive()
  const der = createPublicKey(truth.publicKey ?? '').export({ type: 'pkcs1', format: 'der' })
  const [digest = ''] = truth.digests
  const content = JSON.parse(gunzipSync(readFileSync(join(tree, digest))).toString()) as Record<string, string>
  const keysFor = (value: Buffer): string => {
    const file = join(tree, 'keys.json')
    const list = [{ Fingerprint: content['digestPublicKeyFingerprint'], Value: value.toString('base64') }]
    writeFileSync(file, JSON.stringify({ PublicKeyList: list }))
    return file
  }
  const verify = (file: string) => archive('verify', '--trail-archive', tree, '--public-keys', file, '-o', 'json')
  const { exit, out } = await verify(keysFor(der))
  const [trail] = (JSON.parse(out) as ArchiveVerification).trails
  expect({ exit, signed: trail?.signed, unproven: trail?.unproven }).toEqual({
    exit: 0,
    signed: truth.digests.length - 1,
    unproven: 1,
  })
  const other = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'pkcs1', format: 'der' })
  const forged = await verify(keysFor(other))
  expect(forged.exit).toBe(1)
  expect(forged.out).toContain('its signature is not that of CloudTrail')
  writeFileSync(join(tree, 'keys.json'), '{}')
  const refused = await verify(join(tree, 'keys.json'))
  expect(refused.exit).toBe(2)
  expect(refused.err).toContain('does not have the public keys of CloudTrail. Write it with aws cloudtrail')
})

test('archive verify: a changed log file is named, and gives exit code 1', async () => {
  const { tree, truth } = anArchive()
  const path = truth.logs[2]?.path ?? ''
  writeFileSync(join(tree, path), gzipSync('{"Records":[]}'))
  const { exit, out } = await archive('verify', '--trail-archive', tree)
  expect(exit).toBe(1)
  expect(out).toContain(`Altered     ${path.slice(path.lastIndexOf('/') + 1)}: its content does not have the hash`)
})

test.each([
  ['log', ({ logs }: Truth) => logs[2]?.path ?? '', '{"Records":[]}'],
  ['digest', ({ digests }: Truth) => digests.toSorted()[20] ?? '', null],
] as const)(
  'archive verify --trail-index: the hours of an altered %s file are not covered',
  async (_, pathOf, content) => {
    const given = anArchive()
    const { tree, truth } = given
    const index = ['--trail-index', given.index]
    const path = join(tree, pathOf(truth))
    const original = readFileSync(path)
    const text = content ?? gunzipSync(original).toString().replace('{', '{ ')
    const coveredNow = async (): Promise<number> => {
      const { out } = await archive('status', ...index, '-o', 'json')
      return (JSON.parse(out) as ArchiveStatus).summary.covered_hours
    }
    writeFileSync(path, gzipSync(text))
    expect((await archive('add', '--trail-archive', tree, ...index)).exit).toBe(0)
    const before = await coveredNow()
    expect((await archive('verify', '--trail-archive', tree, ...index)).exit).toBe(1)
    expect(await coveredNow()).toBeLessThan(before)
    writeFileSync(path, original)
    await archive('add', '--trail-archive', tree, ...index)
    const verify = ['archive', 'verify', '--trail-archive', tree, ...index]
    const later = await run(verify, aWorld([]), { machine: () => aWorld([]).clock() + 60_000 })
    expect(later.exit).toBe(0)
    expect(await coveredNow()).toBe(before)
  },
)

test('archive verify --trail-index: without an index, one line says how to build one', async () => {
  const { tree } = anArchive()
  const { exit, err } = await archive('verify', '--trail-archive', tree, '--trail-index', join(tree, 'none'))
  expect(exit).toBe(2)
  expect(err).toContain('Build one with kms-audit archive add')
})

test('archive verify: a missing log file and a missing digest file give exit code 4', async () => {
  const { tree, truth } = anArchive()
  const [, , log] = truth.logs
  rmSync(join(tree, log?.path ?? ''))
  const digests = truth.digests.toSorted()
  rmSync(join(tree, digests[5] ?? ''))
  const { exit, out } = await archive('verify', '--trail-archive', tree, '-o', 'csv')
  expect(exit).toBe(4)
  expect(
    out
      .trim()
      .split('\r\n')
      .slice(1)
      .every(line => line.includes(',missing,')),
  ).toBe(true)
  expect(out).toContain('it is not in the archive')
})

test.each([
  ['add --trail-index ix', 'archive add needs log files.'],
  ['add --trail-archive logs', 'archive add needs an index.'],
  ['status', 'archive status needs an index or log files.'],
  ['verify', 'archive verify needs log files.'],
  ['status --trail-index does/not/exist', 'No index found in does/not/exist.'],
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
