import { expect, test } from 'vitest'
import { readRecords } from '../../src/archives/records/read-records.ts'
import { EXPECTED, EXPECTED_QUESTION, expectedHistories } from './expected/expected.ts'
import { keyOf } from './expected/expected-records.ts'
import { historiesOfFacts } from './histories-of-facts.ts'

const { account, region } = EXPECTED_QUESTION
const [first, last] = [EXPECTED_QUESTION.since, EXPECTED_QUESTION.until].map(at =>
  new Date(at).toISOString().slice(0, 10),
)
const reading = readRecords(
  EXPECTED.flatMap(({ records }) => records),
  { account, region },
)
const answer = historiesOfFacts(reading.facts.filter(({ day }) => day >= (first ?? '') && day < (last ?? '')))

test.each(EXPECTED.map(({ title, key }) => [title, key]))('facts of records: %s', (_, key) => {
  expect(answer.get(keyOf(key))).toEqual(expectedHistories('days').get(keyOf(key)))
})

test('facts of records: they are about no other key, and no record is odd', () => {
  expect([...answer.keys()].toSorted()).toEqual([...expectedHistories('days').keys()].toSorted())
  expect(reading).toMatchObject({ odd: 0, why: null, changes: [], shows: { uses: true, writes: true } })
})
