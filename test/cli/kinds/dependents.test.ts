import { expect, test } from 'vitest'
import { configAggregator, dependentTypes } from '../../../src/cli/kinds/dependents.ts'

const types = dependentTypes(['ebs-volume', 'rds-instance', 'rds-cluster', 's3-bucket'])

test.each([
  [['true'], { named: [], others: 'listed' }],
  [['all'], { named: [], others: 'all' }],
  [['ALL,s3-bucket'], { named: ['s3-bucket'], others: 'all' }],
  [['rds-*', 's3_bucket'], { named: ['rds-instance', 'rds-cluster', 's3-bucket'], others: 'none' }],
  [['off'], null],
])('--dependents: %j asks for %j', (words, wanted) => {
  expect(types(words)).toEqual(wanted)
})

test('--dependents: an unknown type is refused, with the nearest one', () => {
  expect(() => types(['rds-instances'])).toThrow(expect.objectContaining({ hint: 'Did you mean rds-instance?' }))
})

test.each([
  ['config:org', { name: 'org', region: null }],
  ['config:my_org-1@eu-west-1', { name: 'my_org-1', region: 'eu-west-1' }],
])('--dependents-from: %s names an aggregator', (word, aggregator) => {
  expect(configAggregator([word])).toEqual(aggregator)
})

test.each(['org', 'config:', 'config:a@', 'config:a b', 'explorer:x'])('--dependents-from: %s is refused', word => {
  expect(() => configAggregator([word])).toThrow()
})
