import { constants, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DECRYPT, keyOf } from '../../archives/expected/expected-records.ts'
import { keysIn, readBetween } from '../../archives/local/read-between.ts'

const MEGABYTE = 2 ** 20
const fast = (content: string | Buffer): Buffer => gzipSync(content, { level: constants.Z_BEST_SPEED })

/** A log file of this size, unpacked, in which one record of a hundred is about KMS. */
function largeLog(bytes: number): { log: string; records: number } {
  const others = Array.from({ length: 99 }, (_, index) =>
    DECRYPT('ab', '05T10:00:00', `o${index}`, { eventSource: 's3.amazonaws.com', eventName: 'GetBucketAcl' }),
  )
  const block = [DECRYPT('ab', '05T10:00:00', 'e1'), ...others].map(record => JSON.stringify(record)).join()
  const blocks = Math.ceil(bytes / block.length)
  return { log: `{"Records":[${`${block},`.repeat(blocks).slice(0, -1)}]}`, records: blocks * 100 }
}

test('large log files: one of 50 MB, the most that CloudTrail writes, is read, packed or not', async () => {
  const { log, records } = largeLog(50 * MEGABYTE)
  for (const [content, ending] of [
    [fast(log), '.json.gz'],
    [log, '.json'],
  ] as const) {
    const [before, read, after] = await readBetween(content, ending)
    expect(read).toMatchObject({ read: true, log: { records, odd: 0, facts: [{ key: keyOf('ab') }] } })
    expect([keysIn(before), keysIn(after)]).toEqual([[keyOf('01')], [keyOf('02')]])
  }
})

test('large log files: one of 50 MB whose last record is cut is named, and its neighbors are complete', async () => {
  const [before, bad, after] = await readBetween(fast(largeLog(50 * MEGABYTE).log.slice(0, -100)), '.json.gz')
  expect(bad).toEqual({ read: false, why: 'it is not valid JSON' })
  expect([keysIn(before), keysIn(after)]).toEqual([[keyOf('01')], [keyOf('02')]])
})

test('malformed log files: one that unpacks to more than 512 MiB is named before it fills the memory', async () => {
  const part = fast(Buffer.alloc(64 * MEGABYTE))
  const bomb = Buffer.concat(Array.from({ length: 9 }, () => part))
  const [before, bad, after] = await readBetween(bomb, '.json.gz')
  expect(bad).toEqual({ read: false, why: 'it is larger than 512 MiB' })
  expect([keysIn(before), keysIn(after)]).toEqual([[keyOf('01')], [keyOf('02')]])
})
