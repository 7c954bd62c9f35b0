import * as zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { DECRYPT, keyOf } from '../expected/expected-records.ts'
import { contentOf, keysIn, readBetween } from './read-between.ts'

/** Node 22.15 and newer have zstd. */
const { zstdCompressSync } = zlib as { zstdCompressSync?: (text: string) => Buffer }
const log = contentOf(DECRYPT('ab', '05T10:00:00', 'e1'), DECRYPT('ab', '05T11:00:00', 'e2'))

test.skipIf(zstdCompressSync !== undefined)(
  'log files: one that is packed with zstd is named where Node cannot read it',
  async () => {
    const [before, bad, after] = await readBetween(Buffer.from('(\xb5/\xfd', 'latin1'), '.json.zst')
    expect(bad).toEqual({ read: false, why: 'zstd needs Node.js 22.15 or newer' })
    expect([keysIn(before), keysIn(after)]).toEqual([[keyOf('01')], [keyOf('02')]])
  },
)

const CUT = /^damaged zstd data: |no content|not valid JSON/
const packed = zstdCompressSync?.(log) ?? Buffer.alloc(0)

test.skipIf(zstdCompressSync === undefined)('log files: one that is packed with zstd is read', async () => {
  const [, read] = await readBetween(packed, '.json.zst')
  expect(read).toMatchObject({ read: true, log: { records: 2, odd: 0, facts: [{ key: keyOf('ab') }] } })
})

test.skipIf(zstdCompressSync === undefined).each<[what: string, content: Buffer, why: string | RegExp]>([
  ['an empty file', Buffer.alloc(0), 'it is empty'],
  ['packed nothing', zstdCompressSync?.('') ?? packed, 'it has no content'],
  ['a file that is not zstd', Buffer.from(log), /^damaged zstd data: /],
  // Node 23 does not notice that data end too early, but their JSON does.
  ['a file that is cut in half', packed.subarray(0, packed.length / 2), CUT],
  ['a file without its last byte', packed.subarray(0, -1), CUT],
  [
    'something after the data',
    Buffer.concat([packed, Buffer.from('a long tail')]),
    /^damaged zstd data: |after the end/,
  ],
  // Node 23 reads the first of them alone.
  ['two logs in one file', Buffer.concat([packed, packed]), /after the end|not valid JSON/],
])('malformed log files: %s (zstd) is named, and its neighbors are complete', async (_, content, why) => {
  const [before, bad, after] = await readBetween(content, '.json.zst')
  expect(keysIn(before)).toEqual([keyOf('01')])
  expect(keysIn(after)).toEqual([keyOf('02')])
  expect(bad).toMatchObject({ read: false, why: typeof why === 'string' ? why : expect.stringMatching(why) })
})
