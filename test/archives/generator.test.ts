import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { writeArchive } from './generator/write-archive.ts'
import { historiesOf } from './known-call.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-archive-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SHAPE = {
  digests: true,
  organization: 'o-exampleorgid',
  prefix: 'logs',
  level: 1,
  days: 1,
  eventsPerDay: 200,
  filesPerDay: 6,
}
const truth = writeArchive(join(folder, 'a'), SHAPE)
const contentOf = (path: string): string => gunzipSync(readFileSync(join(folder, 'a', path))).toString()

test('generated archives: the same shape gives the same files', () => {
  const again = writeArchive(join(folder, 'b'), SHAPE)
  expect(again.logs).toEqual(truth.logs)
  expect(again.calls).toEqual(truth.calls)
})

test('generated archives: every event is in the logs, and the last key of each place is never used', () => {
  const ids = new Set<unknown>()
  for (const { path } of truth.logs)
    for (const { eventID, addendum } of JSON.parse(contentOf(path)).Records)
      ids.add(
        addendum?.originalEventID === undefined || addendum.originalEventID === '' ? eventID : addendum.originalEventID,
      )
  expect(ids.size).toBe(truth.events + 1)
  const [key = ''] = truth.keys.get('111122223333/us-east-1')?.slice(-1) ?? []
  const question = { account: '111122223333', region: 'us-east-1', keys: null, since: 0, until: Infinity } as const
  const histories = historiesOf(truth.calls, { ...question, detail: 'days' })
  expect(histories.size).toBe(5)
  expect(histories.has(key)).toBe(false)
})

test('generated archives: the digests form a chain of signatures over the hashes of the logs', () => {
  const digests = truth.digests.filter(path => path.includes('/111122223333/CloudTrail-Digest/us-east-1/'))
  const contents = digests.map(contentOf)
  const named = contents.flatMap(content => JSON.parse(content).logFiles)
  expect(named.map(({ s3Object }) => s3Object)).toEqual(
    truth.logs.filter(({ path }) => path.includes('/111122223333/CloudTrail/us-east-1/')).map(({ path }) => path),
  )
  expect(named.every(({ s3Object, hashValue }) => hashValue === sha256(contentOf(s3Object)))).toBe(true)
  const [first = '', second = ''] = contents
  const { digestEndTime, digestS3Bucket, digestS3Object } = JSON.parse(first)
  const { previousDigestHashValue, previousDigestSignature } = JSON.parse(second)
  expect(previousDigestHashValue).toBe(sha256(first))
  const signed = [digestEndTime, `${digestS3Bucket}/${digestS3Object}`, sha256(first), 'null'].join('\n')
  const key = createPublicKey(truth.publicKey ?? '')
  expect(verify('sha256', Buffer.from(signed), key, Buffer.from(previousDigestSignature, 'hex'))).toBe(true)
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
