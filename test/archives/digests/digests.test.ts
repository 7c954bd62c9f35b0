import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseDigest } from '../../../src/archives/digests/digest-file.ts'
import { readDigestName } from '../../../src/archives/digests/digest-name.ts'
import {
  contentHash,
  readPublicKey,
  signedText,
  type ReadDigest,
  verifyDigests,
} from '../../../src/archives/digests/verify-digests.ts'

const FOLDER = 'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2024/03/01'
const nameAt = (hour: number): string =>
  `111122223333_CloudTrail-Digest_eu-west-1_my_trail_us-east-1_20240301T${String(hour).padStart(2, '0')}0131Z.json.gz`
const HASH = 'ab'.repeat(32)
const LOG = '111122223333_CloudTrail_eu-west-1_20240301T0045Z_9nYN7gp2eWAJHIfT.json.gz'

const content = (hour: number, changes: object = {}): Record<string, unknown> => ({
  awsAccountId: '111122223333',
  digestStartTime: `2024-03-01T0${hour - 1}:01:31Z`,
  digestEndTime: `2024-03-01T0${hour}:01:31Z`,
  digestS3Bucket: 'logs',
  digestS3Object: `${FOLDER}/${nameAt(hour)}`,
  digestPublicKeyFingerprint: 'f1',
  digestSignatureAlgorithm: 'SHA256withRSA',
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
  logFiles: [{ s3Bucket: 'logs', s3Object: `AWSLogs/x/${LOG}`, hashValue: HASH, hashAlgorithm: 'SHA-256' }],
  ...changes,
})

describe('names of digest files', () => {
  test('digest name: the name of a trail may contain underscores and hyphens', () => {
    expect(
      readDigestName('111122223333_CloudTrail-Digest_eu-west-1_my_trail-1_us-east-1_20240301T010131Z.json.gz'),
    ).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
      trail: 'my_trail-1',
      home: 'us-east-1',
      end: Date.UTC(2024, 2, 1, 1, 1, 31),
      isBackfill: false,
    })
  })

  test('digest name: a backfill digest file says so', () => {
    const name = '111122223333_CloudTrail-Digest_eu-west-1_t_us-east-1_20240301T010131Z_backfill.json.gz'
    expect(readDigestName(name)).toMatchObject({ trail: 't', home: 'us-east-1', isBackfill: true })
  })

  test.each([
    LOG,
    '111122223333_CloudTrail-Digest_eu-west-1_t_us-east-1_20241301T010131Z.json.gz',
    '1_CloudTrail-Digest_eu-west-1_t_us-east-1_20240301T010131Z.json.gz',
    'notes.txt',
  ])('digest name: not that of a digest file: %s', name => {
    expect(readDigestName(name)).toBeNull()
  })
})

describe('content of digest files', () => {
  test('digest file: it says which log files were delivered when, and which digest file came before', () => {
    const parsed = parseDigest(JSON.stringify(content(2, previousOf(signed(1), keys.privateKey))), nameAt(2))
    expect(parsed).toMatchObject({
      ok: true,
      digest: {
        trail: 'my_trail',
        isOrganization: false,
        start: Date.UTC(2024, 2, 1, 1, 1, 31),
        end: Date.UTC(2024, 2, 1, 2, 1, 31),
        previous: { object: `${FOLDER}/${nameAt(1)}` },
        files: [{ name: LOG, hash: HASH }],
      },
    })
  })

  test('digest file: one in the folder of an organization belongs to the trail of its management account', () => {
    const digestS3Object = `prefix/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/${nameAt(2)}`
    expect(parseDigest(JSON.stringify(content(2, { digestS3Object })), nameAt(2))).toMatchObject({
      digest: { isOrganization: true, previous: null },
    })
  })

  test.each<[string, object | string, string]>([
    ['text', 'x{', 'it is not a JSON object'],
    ['a list', '[]', 'it is not a JSON object'],
    ['another name', content(3), `it is the content of ${nameAt(3)}`],
    ['a log file', content(2, { digestS3Object: LOG }), 'digestS3Object is not the name of a digest file'],
    ['another account', content(2, { awsAccountId: '444455556666' }), 'it is about another account'],
    ['times in the wrong order', content(2, { digestStartTime: '2024-03-01T02:01:31Z' }), 'it ends before it starts'],
    ['an odd time', content(2, { digestEndTime: 'yesterday' }), 'digestEndTime is not a time'],
    ['no list', content(2, { logFiles: null }), 'logFiles is not a list'],
    ['an odd item', content(2, { logFiles: ['x'] }), 'an item of logFiles is not an object'],
    [
      'another algorithm',
      content(2, { logFiles: [{ s3Object: LOG, hashValue: HASH }] }),
      'hashAlgorithm is not SHA-256',
    ],
    [
      'half a hash',
      content(2, { logFiles: [{ s3Object: LOG, hashValue: 'abcd', hashAlgorithm: 'SHA-256' }] }),
      'hashValue is not a SHA-256 hash',
    ],
    [
      'half of a previous file',
      content(2, { previousDigestS3Object: 'x' }),
      'previousDigestHashAlgorithm is not SHA-256',
    ],
  ])('malformed digest file: %s is named', (_, given, why) => {
    const text = typeof given === 'string' ? given : JSON.stringify(given)
    expect(parseDigest(text, nameAt(2))).toEqual({ ok: false, why })
  })
})

const keys = generateKeyPairSync('rsa', { modulusLength: 1024 })
const other = generateKeyPairSync('rsa', { modulusLength: 1024 })
const known = new Map([['f1', keys.publicKey]])

/** A digest file as it lies in the archive. */
function signed(hour: number, changes: object = {}): ReadDigest {
  const text = JSON.stringify(content(hour, changes))
  const parsed = parseDigest(text, nameAt(hour))
  if (!parsed.ok) throw new Error(parsed.why)
  return { digest: parsed.digest, hash: contentHash(Buffer.from(text)) }
}

/** What the next digest file says about this one. */
const previousOf = ({ digest, hash }: ReadDigest, key: KeyObject): object => ({
  previousDigestS3Bucket: 'logs',
  previousDigestS3Object: digest.object,
  previousDigestHashValue: hash,
  previousDigestHashAlgorithm: 'SHA-256',
  previousDigestSignature: createSign('RSA-SHA256').update(signedText(digest, hash)).sign(key, 'hex'),
})

const results = (all: readonly ReadDigest[], of: typeof known | null = known): string[] =>
  verifyDigests(all, of).map(({ result }) => result)

describe('chains of digest files', () => {
  const first = signed(1)
  const second = signed(2, previousOf(first, keys.privateKey))
  const third = signed(3, previousOf(second, keys.privateKey))

  test('digest chain: each file but the newest is verified by the signature in the next one', () => {
    expect(verifyDigests([first, second, third], known)).toEqual([
      { digest: first.digest, result: 'signed', absent: null },
      { digest: second.digest, result: 'signed', absent: null },
      { digest: third.digest, result: 'newest', absent: null },
    ])
  })

  test('digest chain: what is signed has the form that AWS documents', () => {
    expect(signedText(first.digest, first.hash)).toBe(
      `2024-03-01T01:01:31Z\nlogs/${FOLDER}/${nameAt(1)}\n${first.hash}\nnull`,
    )
  })

  test('digest chain: without public keys only the hashes are compared', () => {
    expect(results([first, second, third], null)).toEqual(['hash-only', 'hash-only', 'newest'])
  })

  test('digest chain: a removed file is named by the next one', () => {
    const [, last] = verifyDigests([first, third], known)
    expect(last).toMatchObject({ result: 'newest', absent: second.digest.object })
    expect(results([first, third])).toEqual(['newest', 'newest'])
  })

  test('digest chain: changed content is noticed', () => {
    expect(results([{ ...first, hash: HASH }, second, third])).toEqual(['other-content', 'signed', 'newest'])
  })

  test('digest chain: a signature by another key is forged', () => {
    const forged = signed(2, previousOf(first, other.privateKey))
    expect(results([first, forged])).toEqual(['forged', 'newest'])
  })

  test('public key: both formats of ListPublicKeys are read', () => {
    for (const type of ['pkcs1', 'spki'] as const) {
      const der = keys.publicKey.export({ format: 'der', type })
      expect(readPublicKey(der)?.equals(keys.publicKey)).toBe(true)
    }
    expect(readPublicKey(Buffer.from('no key'))).toBeNull()
  })
})
