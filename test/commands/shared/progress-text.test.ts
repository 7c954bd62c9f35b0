import { describe, expect, test } from 'vitest'
import { endText, progressText } from '../../../src/commands/shared/progress-text.ts'
import { Progress } from '../../../src/collect/run/progress.ts'
import type { PlaceClient } from '../../../src/aws/session/place-client.ts'

interface Far {
  total: number
  listed: number
  keys?: [done: number, listed: number]
  /** By account: calls that wait, and the rate of the operation. */
  planned?: number
  /** Lists of the search for dependents. */
  types?: [done: number, total: number]
  queues?: Record<string, Record<string, [waiting: number, rate: number]>>
}

function aProgress({
  total,
  listed,
  keys: [done, all] = [0, 0],
  queues = {},
  planned = 0,
  types = [0, 0],
}: Far): Progress {
  const progress = new Progress()
  progress.places = { total, listed }
  progress.plannedSeconds = planned
  progress.types = { done: types[0], total: types[1] }
  progress.keys = { done, listed: all }
  for (const [account, operations] of Object.entries(queues)) {
    const entries = Object.entries(operations).map(([operation, [waiting, rate]]) => [
      operation,
      { waiting, sent: 7, limiter: { rate } },
    ])
    progress.watch({ place: { account }, queues: new Map(entries as []) } as unknown as PlaceClient)
  }
  return progress
}

const USAGE = 'kms:GetKeyLastUsage'

describe('progress', () => {
  test.each<[string, Far, string]>([
    [
      'while only dependents are searched',
      {
        total: 1,
        listed: 1,
        keys: [4, 4],
        types: [38, 41],
        queues: { '111122223333': { 'ssm:DescribeParameters': [9, 1] } },
      },
      'Searching for dependents: 38 of 41 lists done (DescribeParameters: 9 to go)',
    ],
    ['before the Regions are known', { total: 0, listed: 0 }, 'Finding accounts and Regions'],
    ['while keys are listed', { total: 17, listed: 3 }, 'Listing keys: 3 of 17 Regions'],
    [
      'while keys are listed in several accounts',
      { total: 34, listed: 1, keys: [0, 1200], queues: { '111122223333': {}, '444455556666': {} } },
      'Listing keys: 1 of 34 Regions in 2 accounts, 1,200 keys found',
    ],
    [
      'while a long list goes on',
      { total: 1, listed: 0, keys: [40, 2000], queues: { '111122223333': { [USAGE]: [1960, 5] } } },
      '40 of 2,000 keys found so far (GetKeyLastUsage: 1,960 to go)',
    ],
    [
      'when all keys are known',
      { total: 2, listed: 2, keys: [14, 28], queues: { '111122223333': { [USAGE]: [10, 0.5] } } },
      '14 of 28 keys, about 20 s left (GetKeyLastUsage: 10 to go)',
    ],
    [
      'of the operation that takes longest, whose calls are counted over all accounts',
      {
        total: 2,
        listed: 2,
        keys: [1, 700],
        queues: {
          '111122223333': { 'kms:DescribeKey': [400, 100], [USAGE]: [600, 5] },
          '444455556666': { [USAGE]: [90, 5], 'cloudtrail:LookupEvents': [100, 2] },
        },
      },
      '1 of 700 keys, about 2 min left (GetKeyLastUsage: 690 to go)',
    ],
    [
      'with the time of the plan while most calls do not wait yet',
      { total: 1, listed: 1, keys: [10, 100], planned: 20, queues: { '111122223333': { [USAGE]: [10, 5] } } },
      '10 of 100 keys, about 18 s left (GetKeyLastUsage: 10 to go)',
    ],
    ['without a time where nothing has to wait', { total: 1, listed: 1, keys: [1, 1] }, '1 of 1 key'],
  ])('progress: %s', (_, far, text) => expect(progressText(aProgress(far))).toBe(text))

  test.each([
    [{ files: 0, ofFiles: 0, bytes: 0, ofBytes: 0 }, 'Looking for log files'],
    [{ files: 1200, ofFiles: 11_520, bytes: 129, ofBytes: 1000 }, 'Reading log files: 1,200 of 11,520 (12%)'],
  ])('progress: while log files are read, %o', (logFiles, text) => {
    const progress = aProgress({ total: 1, listed: 0 })
    progress.logFiles = logFiles
    expect(progressText(progress)).toBe(text)
  })

  test('progress: it is empty while a question is on the terminal', () => {
    const progress = aProgress({ total: 1, listed: 1 })
    progress.isHidden = true
    expect(progressText(progress)).toBe('')
  })

  test('progress: it ends with keys, time and calls, and says if the run was stopped', () => {
    const queues = { '111122223333': { [USAGE]: [0, 5] as [number, number] } }
    expect(endText(aProgress({ total: 1, listed: 1, keys: [28, 28], queues }), 11.2)).toBe(
      'Audited 28 keys in 12 s (7 calls).',
    )
    expect(endText(aProgress({ total: 1, listed: 1, keys: [14, 28], queues }), 95)).toBe(
      'Stopped after 2 min: 14 of 28 keys done (7 calls).',
    )
  })
})
