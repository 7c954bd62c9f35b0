import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { ArchiveStatus } from '../../../src/model/archive/archive-status.ts'
import type { ArchiveVerification } from '../../../src/model/archive/archive-verification.ts'
import type { Truth } from '../../archives/generator/write-archive.ts'
import { validator } from '../../archives/index-store/validator.ts'
import { run } from '../../run.ts'
import { aWorld } from '../../simulation/services/clients.ts'
import { anArchive, archive } from './an-archive.ts'

test('archive verify: an untouched archive is as CloudTrail delivered it', async () => {
  const { tree, truth } = anArchive()
  const { exit, out, requests } = await archive('verify', '--trail-archive', tree, '-o', 'json')
  const verification = JSON.parse(out) as ArchiveVerification
  expect(validator('archive-verification')(verification)).toEqual([])
  expect(verification.summary).toEqual({
    digests: truth.digests.length,
    log_files: truth.logs.length,
    altered: 0,
    damaged: 0,
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
  ['a log file', ({ logs }: Truth) => logs[2]?.path ?? '', () => '{"Records":[]}'],
  ['a digest file', ({ digests }: Truth) => digests.toSorted()[20] ?? '', (text: string) => text.replace('{', '{ ')],
  [
    'the directory in a digest file',
    ({ digests }: Truth) => digests.toSorted()[20] ?? '',
    (text: string) => text.replace('CloudTrail-Digest/us-east-1', 'CloudTrail-Digest/us-east-2'),
  ],
] as const)('archive verify --trail-index: hours are not covered if %s was altered', async (_, pathOf, altered) => {
  const given = anArchive()
  const { tree, truth } = given
  const index = ['--trail-index', given.index]
  const path = join(tree, pathOf(truth))
  const original = readFileSync(path)
  const coveredNow = async (): Promise<number> => {
    const { out } = await archive('status', ...index, '-o', 'json')
    return (JSON.parse(out) as ArchiveStatus).summary.covered_hours
  }
  writeFileSync(path, gzipSync(altered(gunzipSync(original).toString())))
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
})

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
  ['log', ({ logs }: Truth) => logs[2]?.path ?? ''],
  ['digest', ({ digests }: Truth) => digests.toSorted()[5] ?? ''],
])('archive verify: a damaged %s file is damaged, not missing, and gives exit code 4', async (_, pathOf) => {
  const { tree, truth } = anArchive()
  const path = join(tree, pathOf(truth))
  writeFileSync(path, readFileSync(path).subarray(0, 100))
  const verify = (format: string) => archive('verify', '--trail-archive', tree, '-o', format)
  const [json, csv, table] = [await verify('json'), await verify('csv'), await verify('table')]
  const { summary, trails } = JSON.parse(json.out) as ArchiveVerification
  expect({ exit: json.exit, summary }).toMatchObject({ exit: 4, summary: { altered: 0, damaged: 1, missing: 0 } })
  const why = 'damaged gzip data: unexpected end of file'
  expect(trails.flatMap(({ problems }) => problems)).toEqual([{ file: basename(path), what: 'damaged', why }])
  expect(csv.out.split('\r\n')[1]).toContain(`,damaged,${basename(path)},${why}`)
  expect(table.out).toMatch(/: 0 altered, 1 damaged, 0 missing\.$/m)
  expect(table.out).toMatch(new RegExp(`^Damaged +${basename(path)}: ${why}$`, 'm'))
  expect(table.out).toMatch(/^Next +Copy the damaged files from the bucket again, then verify again\. /m)
})

test('archive verify: a digest file with the content of another one is altered', async () => {
  const { tree, truth } = anArchive()
  const [one = '', other = ''] = truth.digests.toSorted().slice(5, 7)
  writeFileSync(join(tree, one), readFileSync(join(tree, other)))
  const { exit, out } = await archive('verify', '--trail-archive', tree, '-o', 'json')
  const { summary } = JSON.parse(out) as ArchiveVerification
  expect({ exit, summary }).toMatchObject({ exit: 1, summary: { altered: 1, damaged: 0, missing: 0 } })
})

test('archive verify: an unpacked copy is as CloudTrail delivered it', async () => {
  const { tree, index, truth } = anArchive()
  const add = () => archive('add', '--trail-archive', tree, '--trail-index', index)
  for (const path of [...truth.digests, ...truth.logs.map(log => log.path)]) {
    const packed = join(tree, path)
    writeFileSync(packed.replace(/\.gz$/, ''), gunzipSync(readFileSync(packed)))
    rmSync(packed)
  }
  const { exit, out } = await archive('verify', '--trail-archive', tree, '-o', 'json')
  const { summary } = JSON.parse(out) as ArchiveVerification
  expect({ exit, summary }).toMatchObject({ exit: 0, summary: { altered: 0, damaged: 0, missing: 0, unnamed: 0 } })
  expect((await add()).exit).toBe(0)
  const status = await archive('status', '--trail-index', index, '-o', 'json')
  expect((JSON.parse(status.out) as ArchiveStatus).summary).toMatchObject({ damaged_files: 0, missing_files: 0 })
})
