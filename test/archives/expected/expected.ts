import type { ArchiveQuestion, KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { CALLERS } from './callers.ts'
import { DELIVERIES } from './deliveries.ts'
import { at, type ExpectedCase } from './expected-case.ts'
import { EXPECTED_ACCOUNT, keyOf, writeRecords } from './expected-records.ts'
import { OUTCOMES } from './outcomes.ts'

/** Hand-written records in the log of one account and Region, and what every engine must answer about them. */
export const EXPECTED: readonly ExpectedCase[] = [...DELIVERIES, ...OUTCOMES, ...CALLERS]

/** Writes the records as CloudTrail delivers them. Returns the paths of the log files below the folder. */
export const writeExpected = (folder: string): string[] =>
  writeRecords(
    folder,
    EXPECTED.flatMap(({ records }) => records),
  )

/** The question of the table. */
export const EXPECTED_QUESTION: ArchiveQuestion = {
  account: EXPECTED_ACCOUNT,
  region: 'us-east-1',
  keys: null,
  since: at('02T00:00:00'),
  until: at('10T00:00:00'),
  detail: 'days',
}

/** The whole answer. */
export const expectedHistories = (detail: ArchiveQuestion['detail']): Map<string, KeyHistory> =>
  new Map(
    EXPECTED.flatMap(({ key, history }): [string, KeyHistory][] =>
      history === null
        ? []
        : [[keyOf(key), { ...NOTHING, key: keyOf(key), ...history, ...(detail === 'days' ? {} : { days: [] }) }]],
    ),
  )

const NOTHING = { first: null, last: null, refused: null, publicKeyReadAt: null, disabledAt: null, days: [] }
