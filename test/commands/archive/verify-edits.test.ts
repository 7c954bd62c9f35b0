import { createHash, createPublicKey } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { ArchiveVerification } from '../../../src/model/archive/archive-verification.ts'
import { anArchive, archive } from './an-archive.ts'

type Content = Record<string, unknown>
type Edit = (content: Content, name: string) => Content

const write = (path: string, content: Content): void => writeFileSync(path, gzipSync(JSON.stringify(content)))

/** An archive whose digest files can be changed by their number, the oldest first. */
function aChain() {
  const { tree, truth } = anArchive()
  const paths = truth.digests.toSorted().map(path => join(tree, path))
  const pathOf = (number: number): string => paths.at(number) ?? ''
  const read = (number: number): Content => JSON.parse(gunzipSync(readFileSync(pathOf(number))).toString()) as Content
  const edit = (number: number, change: Edit): void =>
    write(pathOf(number), change(read(number), basename(pathOf(number))))
  const hashOf = (number: number): string =>
    createHash('sha256')
      .update(gunzipSync(readFileSync(pathOf(number))))
      .digest('hex')
  // The number of a digest file in the middle that names log files.
  const at = paths.findIndex((_, number) => number >= 5 && String(read(number)['logFiles']) !== '')
  return { tree, truth, at, count: paths.length, pathOf, read, edit, hashOf }
}

type Chain = ReturnType<typeof aChain>

async function verified({ tree }: Chain, ...words: string[]) {
  const { exit, out } = await archive('verify', '--trail-archive', tree, ...words, '-o', 'json')
  const { trails, summary } = JSON.parse(out) as ArchiveVerification
  const problems = trails.flatMap(trail => trail.problems.map(({ what, file }) => `${what} ${file}`))
  return { exit, problems, unnamed: summary.unnamed, unproven: trails.reduce((sum, trail) => sum + trail.unproven, 0) }
}

const withObject =
  (change: (object: string) => string): Edit =>
  content => ({ ...content, digestS3Object: change(String(content['digestS3Object'])) })
const noPrevious: Content = {
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
}
const ELSEWHERE = withObject(object => object.replace('Digest/us-east-1/', 'Digest/us-east-2/'))

const EDITS: readonly (readonly [string, Edit])[] = [
  ['no log files', content => ({ ...content, logFiles: [] })],
  ['no log files, and another directory', (content, name) => ({ ...ELSEWHERE(content, name), logFiles: [] })],
  ['no directory', withObject(object => object.slice(object.lastIndexOf('/') + 1))],
  ['another name of its own', withObject(object => object.replace('00Z.json', '01Z.json'))],
  ['another packing', withObject(object => object.replace('.gz', '.zst'))],
  ['another bucket', content => ({ ...content, digestS3Bucket: 'amzn-s3-demo-bucket' })],
  ['another account', content => ({ ...content, awsAccountId: '444455556666' })],
  ['an earlier start', content => ({ ...content, digestStartTime: '2020-01-01T00:00:00Z' })],
  ['a later end', content => ({ ...content, digestEndTime: '2030-01-01T00:00:00Z' })],
  [
    'an earlier end',
    content => ({ ...content, digestStartTime: '2020-01-01T00:00:00Z', digestEndTime: '2020-01-02T00:00:00Z' }),
  ],
  ['another public key', content => ({ ...content, digestPublicKeyFingerprint: 'f1' })],
  ['another time of the oldest event', content => ({ ...content, oldestEventTime: null })],
  ['no previous digest file', content => ({ ...content, ...noPrevious })],
  ['another bucket of the previous one', content => ({ ...content, previousDigestS3Bucket: 'amzn-s3-demo-bucket' })],
  ['another previous hash', content => ({ ...content, previousDigestHashValue: 'ab'.repeat(32) })],
  ['another previous signature', content => ({ ...content, previousDigestSignature: 'ab' })],
  ['itself as the previous one', content => ({ ...content, previousDigestS3Object: content['digestS3Object'] })],
  [
    'another directory of the previous one',
    content => ({ ...content, previousDigestS3Object: basename(String(content['previousDigestS3Object'])) }),
  ],
]

describe('altered digest files', () => {
  test.each(EDITS)('archive verify: a digest file that was changed to have %s is altered', async (_, change) => {
    const chain = aChain()
    chain.edit(chain.at, change)
    const file = basename(chain.pathOf(chain.at), '.gz')
    const problems = [expect.stringContaining(`altered ${file}`)]
    expect(await verified(chain)).toMatchObject({ exit: 1, problems })
  })

  test('archive verify: two digest files whose names were exchanged are altered', async () => {
    const chain = aChain()
    const [one, other] = [chain.read(chain.at), chain.read(chain.at + 4)]
    write(chain.pathOf(chain.at), { ...other, digestS3Object: one['digestS3Object'] })
    write(chain.pathOf(chain.at + 4), { ...one, digestS3Object: other['digestS3Object'] })
    const problems = [chain.at, chain.at + 4].map(number => `altered ${basename(chain.pathOf(number))}`)
    expect(await verified(chain)).toMatchObject({ exit: 1, problems })
  })

  test('archive verify: a digest file that was altered proves nothing about the one before it', async () => {
    const chain = aChain()
    chain.edit(chain.at, content => ({ ...content, logFiles: [] }))
    chain.edit(chain.at + 1, content => ({ ...content, previousDigestHashValue: chain.hashOf(chain.at) }))
    const problems = [`altered ${basename(chain.pathOf(chain.at + 1))}`]
    expect(await verified(chain)).toMatchObject({ exit: 1, problems, unproven: 2 })
  })

  test('archive verify: a digest file that was added cannot vouch for an altered one', async () => {
    const chain = aChain()
    chain.edit(chain.at, content => ({ ...content, logFiles: [] }))
    const path = chain.pathOf(chain.at + 1).replace('00Z.json', '01Z.json')
    const added = withObject(object => object.replace('00Z.json', '01Z.json'))(chain.read(chain.at + 1), '')
    write(path, { ...added, previousDigestHashValue: chain.hashOf(chain.at) })
    expect(await verified(chain)).toMatchObject({ exit: 1, problems: [`altered ${basename(chain.pathOf(chain.at))}`] })
  })
})

describe('digest files that were renamed or removed', () => {
  test.each([
    ['second', '00Z.json', '01Z.json'],
    ['trail', /_[^_]+(?=_us-east-1_\d)/, '_other'],
    ['Region', 'Digest_us-east-1_', 'Digest_us-east-2_'],
    ['account', '111122223333_CloudTrail', '444455556666_CloudTrail'],
  ])('archive verify: a digest file with the name of another %s is missing', async (_, from, to) => {
    const chain = aChain()
    const name = basename(chain.pathOf(chain.at)).replace(from, to)
    chain.edit(
      chain.at,
      withObject(object => `${dirname(object)}/${name}`),
    )
    renameSync(chain.pathOf(chain.at), join(dirname(chain.pathOf(chain.at)), name))
    const { exit, problems } = await verified(chain)
    expect(exit).toBe(4)
    expect(problems).toContain(`missing ${basename(chain.pathOf(chain.at))}`)
  })

  test('archive verify: other times in the oldest digest file do not hide that the next one was removed', async () => {
    const chain = aChain()
    const { digestStartTime, digestEndTime } = chain.read(2)
    chain.edit(0, content => ({ ...content, digestStartTime, digestEndTime }))
    rmSync(chain.pathOf(1))
    const { exit, problems } = await verified(chain)
    expect(exit).toBe(4)
    expect(problems).toContain(`missing ${basename(chain.pathOf(1))}`)
  })

  test('archive verify: a copy without the oldest digest files is not incomplete', async () => {
    const chain = aChain()
    for (const number of [0, 1]) rmSync(chain.pathOf(number))
    expect(await verified(chain)).toMatchObject({ exit: 0, problems: [] })
  })
})

describe('what only signatures show', () => {
  test('archive verify: no hash proves the newest digest file, which is counted as unproven', async () => {
    const chain = aChain()
    chain.edit(-1, content => ({ ...content, logFiles: [] }))
    expect(await verified(chain)).toMatchObject({ exit: 0, problems: [], unproven: 1 })
  })

  test('archive verify --public-keys: it shows that a digest file and all later ones were altered', async () => {
    const chain = aChain()
    const der = createPublicKey(chain.truth.publicKey ?? '').export({ type: 'pkcs1', format: 'der' })
    const keys = join(chain.tree, 'keys.json')
    const list = [{ Fingerprint: chain.read(0)['digestPublicKeyFingerprint'], Value: der.toString('base64') }]
    writeFileSync(keys, JSON.stringify({ PublicKeyList: list }))
    chain.edit(chain.at, content => ({ ...content, logFiles: [] }))
    for (let number = chain.at + 1; number < chain.count; number++)
      chain.edit(number, content => ({ ...content, previousDigestHashValue: chain.hashOf(number - 1) }))
    expect(await verified(chain)).toMatchObject({ exit: 0, problems: [] })
    const { exit, problems } = await verified(chain, '--public-keys', keys)
    expect(exit).toBe(1)
    expect(problems).toContain(`altered ${basename(chain.pathOf(chain.at))}`)
    // If no key has the fingerprint of a digest file, no signature can be checked.
    writeFileSync(keys, JSON.stringify({ PublicKeyList: [{ ...list[0], Fingerprint: 'f1' }] }))
    const unknown = await archive('verify', '--trail-archive', chain.tree, '--public-keys', keys)
    expect(unknown.exit).toBe(4)
    expect(unknown.out.replaceAll(/\s+/g, ' ')).toContain(
      `except ${chain.count - 1} digest files with a key that --public-keys does not have.`,
    )
  })
})
