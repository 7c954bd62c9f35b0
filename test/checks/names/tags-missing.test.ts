import { expect, test } from 'vitest'
import tagsMissing from '../../../src/checks/names/tags-missing.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const tags = (...pairs: [TagKey: string, TagValue: string][]): Partial<KeyRecord> => ({
  tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
})
const aws = { key_manager: 'AWS' }
const leaving = { key_state: 'PendingDeletion' }

const settings = { requiredTags: ['Owner', 'CostCenter'] }
test.each<Row>([
  ['no required tag fails', tags(), 'fail low'],
  ['one of two required tags fails', tags(['Owner', 'orders']), 'fail low'],
  ['a tag key in another case does not count', tags(['owner', 'orders'], ['CostCenter', '7']), 'fail low'],
  ['all required tags pass', tags(['CostCenter', '7'], ['x', 'y'], ['Owner', '']), 'pass'],
  ['denied tags are unknown', { tags: null }, 'unknown'],
  ['a key pending deletion is not applicable', { ...tags(), ...leaving }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...tags(), ...aws }, 'not_applicable'],
])('tags-missing: %s', (_, key, expected) => expect(outcome(judgeKey(tagsMissing, key, { settings }))).toBe(expected))

test.each<Row>([
  ['no tag fails', tags(), 'fail low'],
  ['any tag passes', tags(['x', '']), 'pass'],
  ['tags of AWS services do not count', tags(['aws:cloudformation:stack-name', 'orders']), 'fail low'],
  [
    'another tag beside those of services passes',
    tags(['aws:cloudformation:stack-name', 'orders'], ['owner', 'me']),
    'pass',
  ],
  ['the tag key awsome passes', tags(['awsome', 'yes']), 'pass'],
  ['denied is unknown', { tags: null }, 'unknown'],
  ['unread tags are unknown', {}, 'unknown'],
  ['who is leaving needs none', { ...tags(), ...leaving }, 'not_applicable'],
  ['AWS managed keys are exempt', { ...tags(), ...aws }, 'not_applicable'],
])('tags-missing: without --require-tag, %s', (_, key, expected) =>
  expect(outcome(judgeKey(tagsMissing, key))).toBe(expected),
)

test('tags-missing: the remedy of a key without tags sets a tag that the user names', () => {
  const { detail, remedy } = judgeKey(tagsMissing, tags())
  expect([detail, remedy]).toEqual([
    'The key has no tags.',
    expect.stringContaining('--tags "${TAG:?set TAG to TagKey=NAME,TagValue=VALUE}" --region'),
  ])
})

test('tags-missing: the remedy sets the missing tags, whatever characters their keys contain', () => {
  const odd = judgeKey(tagsMissing, tags(['Owner', 'me']), {
    settings: { requiredTags: ['Owner', 'CostCenter', "it's, $(odd)"] },
  })
  expect(odd.detail).toBe("The key has 1 of 3 required tags. Missing: CostCenter, it's, $(odd).")
  expect(odd.remedy).toContain(
    '--tags "TagKey=CostCenter,TagValue=${VALUE_1:?set VALUE_1 to the value of the tag}" ' +
      String.raw`'{"TagKey":"it'\''s, $(odd)","TagValue":"'` +
      '"${VALUE_2:?set VALUE_2 to the value of the tag}"' +
      `'"}' --region`,
  )
})
