import { expect, test } from 'vitest'
import { OWNER_TAGS, ownersOf } from '../../../src/formats/finding/owners.ts'

const owners = (...pairs: [key: string, value: string][]): string[] =>
  ownersOf({ tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) })

test.each(['Owner', 'owner', 'OWNER_EMAIL', 'owner-email', 'acme:Team', 'acme/squad', 'Contact', 'department'])(
  'owner: the tag %s says it',
  name => expect(owners([name, 'payments'])).toEqual([`${name}=payments`]),
)

test.each(['env', 'owner-since', 'steam', 'aws:cloudformation:stack-name', ''])(
  'owner: the tag %j does not say it',
  name => expect(owners([name, 'payments'])).toEqual([]),
)

test('owner: the likeliest tag comes first, and an empty one is left out', () => {
  expect(owners(['Department', 'retail'], ['team', 'orders'], ['Owner', ' '])).toEqual([
    'team=orders',
    'Department=retail',
  ])
})

test('owner: tags that were not read say nothing', () => {
  expect(ownersOf({ tags: null })).toEqual([])
  expect(ownersOf({})).toEqual([])
  expect(OWNER_TAGS.length).toBeGreaterThan(3)
})
