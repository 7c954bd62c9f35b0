import { expect, test } from 'vitest'
import environmentMismatch from '../../../src/checks/names/environment-mismatch.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const tags = (...pairs: [TagKey: string, TagValue: string][]): Partial<KeyRecord> => ({
  tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
})
const named = (...aliases: string[]): Partial<KeyRecord> => ({ aliases })
const aws = { key_manager: 'AWS' }

const prod = named('alias/prod-orders')
test.each<Row>([
  ['alias prod and tag dev fail', { ...prod, ...tags(['env', 'dev']) }, 'fail medium'],
  [
    'alias dev and tag production fail',
    { ...named('alias/orders/dev'), ...tags(['Environment', 'Production']) },
    'fail medium',
  ],
  ['the tag key may be written in any case', { ...prod, ...tags(['STAGE', 'Staging']) }, 'fail medium'],
  ['one of several tags that conflicts fails', { ...prod, ...tags(['env', 'prod'], ['stage', 'dev']) }, 'fail medium'],
  ['pre-prod is not prod', { ...named('alias/pre-prod-orders'), ...tags(['env', 'prod']) }, 'fail medium'],
  ['non-prod agrees with dev', { ...named('alias/non-prod-orders'), ...tags(['env', 'dev']) }, 'pass'],
  ['prod agrees with production', { ...prod, ...tags(['environment', 'production']) }, 'pass'],
  ['staging and dev are both not prod', { ...named('alias/orders-staging'), ...tags(['env', 'dev']) }, 'pass'],
  ['products are not prod', { ...named('alias/products'), ...tags(['env', 'dev']) }, 'not_applicable'],
  [
    'an alias that names both environments is not applicable',
    { ...named('alias/prod-to-dev-copy'), ...tags(['env', 'dev']) },
    'not_applicable',
  ],
  ['a tag with another key does not count', { ...prod, ...tags(['team', 'dev']) }, 'not_applicable'],
  ['an alias without an environment is not applicable', { ...named('alias/orders'), tags: null }, 'not_applicable'],
  ['denied tags are unknown', { ...prod, tags: null }, 'unknown'],
  ['AWS managed keys are not applicable', { ...prod, ...tags(['env', 'dev']), ...aws }, 'not_applicable'],
])('environment-mismatch: %s', (_, key, expected) => expect(outcome(judgeKey(environmentMismatch, key))).toBe(expected))

test('environment-mismatch: the detail names the alias and the tag', () => {
  expect(judgeKey(environmentMismatch, { ...prod, ...tags(['env', 'dev']) }).detail).toBe(
    'alias/prod-orders indicates production, but the tag env=dev does not.',
  )
})
