import { describe, expect, test } from 'vitest'
import aliasMissing from '../../../src/checks/names/alias-missing.ts'
import aliasUnclear from '../../../src/checks/names/alias-unclear.ts'
import descriptionMissing from '../../../src/checks/names/description-missing.ts'
import environmentMismatch from '../../../src/checks/names/environment-mismatch.ts'
import tagsMissing from '../../../src/checks/names/tags-missing.ts'
import type { KeyRecord } from '../../../src/model/report.ts'
import { judged, verdict } from '../judged.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const tags = (...pairs: [TagKey: string, TagValue: string][]): Partial<KeyRecord> => ({
  tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
})
const named = (...aliases: string[]): Partial<KeyRecord> => ({ aliases })
const aws = { key_manager: 'AWS' }
const leaving = { key_state: 'PendingDeletion' }

const gap = (region: string) => ({
  account_id: '111122223333',
  region,
  key_id: null,
  operation: 'kms:ListAliases',
  reason: 'throttled' as const,
  message: 'Throttled: kms:ListAliases',
})

describe('alias-missing', () => {
  test.each<Row>([
    ['no alias fails', named(), 'fail low'],
    ['one passes', named('alias/orders'), 'pass'],
    ['who is leaving needs none', { ...named(), ...leaving }, 'not_applicable'],
    ['AWS names its own', { ...named(), ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(aliasMissing, key))).toBe(expected))

  test('where aliases could not all be read, a key without any is unknown', () => {
    const here = judged(aliasMissing, named(), { gaps: [gap('eu-west-1')] })
    expect(here).toMatchObject({ status: 'unknown', detail: 'Throttled: kms:ListAliases' })
    expect(verdict(judged(aliasMissing, named(), { gaps: [gap('us-east-1')] }))).toBe('fail low')
  })
})

describe('alias-unclear', () => {
  test('where aliases could not all be read, a key without any is unknown', () =>
    expect(verdict(judged(aliasUnclear, named(), { gaps: [gap('eu-west-1')] }))).toBe('unknown'))

  test.each([
    'alias/key1',
    'alias/test',
    'alias/my-key',
    'alias/MyKey',
    'alias/my_test_key_02',
    'alias/kms-key',
    'alias/default',
    'alias/1234',
    'alias/x',
    'alias/0a1b2c3d-0001-4000-8000-000000000001',
    'alias/mrk-0a1b2c3d000140008000000000000001',
  ])('%s says nothing', alias => expect(verdict(judged(aliasUnclear, named(alias)))).toBe('fail info'))

  test.each([
    'alias/orders',
    'alias/rds',
    'alias/prod-key',
    'alias/team-a/test',
    'alias/s3',
    'alias/OrdersKey1',
    'alias/заказы',
  ])('%s says something', alias => expect(verdict(judged(aliasUnclear, named(alias)))).toBe('pass'))

  test.each<Row>([
    ['one clear name is enough', named('alias/key1', 'alias/orders'), 'pass'],
    ['two unclear ones fail', named('alias/key1', 'alias/test'), 'fail info'],
    ['no name is the business of another check', named(), 'not_applicable'],
    ['AWS names its own', { ...named('alias/key1'), ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(aliasUnclear, key))).toBe(expected))
})

describe('environment-mismatch', () => {
  const prod = named('alias/prod-orders')
  test.each<Row>([
    ['prod by name and dev by tag fail', { ...prod, ...tags(['env', 'dev']) }, 'fail medium'],
    [
      'dev by name and production by tag fail',
      { ...named('alias/orders/dev'), ...tags(['Environment', 'Production']) },
      'fail medium',
    ],
    ['the tag key may be written in any case', { ...prod, ...tags(['STAGE', 'Staging']) }, 'fail medium'],
    ['any of several tags', { ...prod, ...tags(['env', 'prod'], ['stage', 'dev']) }, 'fail medium'],
    ['pre-prod is not prod', { ...named('alias/pre-prod-orders'), ...tags(['env', 'prod']) }, 'fail medium'],
    ['non-prod agrees with dev', { ...named('alias/non-prod-orders'), ...tags(['env', 'dev']) }, 'pass'],
    ['prod agrees with production', { ...prod, ...tags(['environment', 'production']) }, 'pass'],
    ['staging and dev are both not prod', { ...named('alias/orders-staging'), ...tags(['env', 'dev']) }, 'pass'],
    ['products are not prod', { ...named('alias/products'), ...tags(['env', 'dev']) }, 'not_applicable'],
    [
      'a name that says both says neither',
      { ...named('alias/prod-to-dev-copy'), ...tags(['env', 'dev']) },
      'not_applicable',
    ],
    ['a tag of another name does not count', { ...prod, ...tags(['team', 'dev']) }, 'not_applicable'],
    ['a name that says nothing', { ...named('alias/orders'), tags: null }, 'not_applicable'],
    ['denied tags are unknown', { ...prod, tags: null }, 'unknown'],
    ['AWS does as it likes', { ...prod, ...tags(['env', 'dev']), ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(environmentMismatch, key))).toBe(expected))

  test('both sides are told', () => {
    expect(judged(environmentMismatch, { ...prod, ...tags(['env', 'dev']) }).detail).toBe(
      'alias/prod-orders indicates production, but the tag env=dev does not.',
    )
  })
})

describe('description-missing', () => {
  test.each<Row>([
    ['an empty one fails', { description: '' }, 'fail info'],
    ['blanks fail', { description: ' \n' }, 'fail info'],
    ['a sentence passes', { description: 'Encrypts the orders' }, 'pass'],
    ['who is leaving needs none', { description: '', ...leaving }, 'not_applicable'],
    ['AWS describes its own', { description: '', ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(descriptionMissing, key))).toBe(expected))
})

describe('tags-missing', () => {
  const settings = { requiredTags: ['Owner', 'CostCenter'] }
  test.each<Row>([
    ['none of them fails', tags(), 'fail low'],
    ['one of them fails', tags(['Owner', 'orders']), 'fail low'],
    ['another case is another tag', tags(['owner', 'orders'], ['CostCenter', '7']), 'fail low'],
    ['all of them pass', tags(['CostCenter', '7'], ['x', 'y'], ['Owner', '']), 'pass'],
    ['denied is unknown', { tags: null }, 'unknown'],
    ['who is leaving needs none', { ...tags(), ...leaving }, 'not_applicable'],
    ['AWS managed keys are exempt', { ...tags(), ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(tagsMissing, key, { settings }))).toBe(expected))

  test.each<Row>([
    ['no tag fails', tags(), 'fail low'],
    ['any tag passes', tags(['x', '']), 'pass'],
    ['tags that services set do not count', tags(['aws:cloudformation:stack-name', 'orders']), 'fail low'],
    ['one beside them passes', tags(['aws:cloudformation:stack-name', 'orders'], ['owner', 'me']), 'pass'],
    ['awsome is no service', tags(['awsome', 'yes']), 'pass'],
    ['denied is unknown', { tags: null }, 'unknown'],
    ['unread is unknown', {}, 'unknown'],
    ['who is leaving needs none', { ...tags(), ...leaving }, 'not_applicable'],
    ['AWS managed keys are exempt', { ...tags(), ...aws }, 'not_applicable'],
  ])('where none are asked for, %s', (_, key, expected) => expect(verdict(judged(tagsMissing, key))).toBe(expected))

  test('the remedy of a key without any sets one of your choice', () => {
    const { detail, remedy } = judged(tagsMissing, tags())
    expect([detail, remedy]).toEqual([
      'The key has no tags.',
      expect.stringContaining('--tags "${TAG:?set TAG to TagKey=NAME,TagValue=VALUE}" --region'),
    ])
  })

  test('the remedy sets those that are missing, whatever their names hold', () => {
    const odd = judged(tagsMissing, tags(['Owner', 'me']), {
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
})
