import { expect, test } from 'vitest'
import { OWNER_TAGS, ownersOf } from '../../../src/formats/finding/owners.ts'

const owners = (...pairs: [key: string, value: string][]): string[] =>
  ownersOf({ tags: pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) })

test.each(['Owner', 'owner', 'OWNER_EMAIL', 'owner-email', 'acme:Team', 'acme/squad', 'Contact', 'department'])(
  'owners: the tag %s names an owner',
  name => expect(owners([name, 'payments'])).toEqual([`${name}=payments`]),
)

test.each(['env', 'owner-since', 'steam', 'aws:cloudformation:stack-name', ''])(
  'owners: the tag %j does not name an owner',
  name => expect(owners([name, 'payments'])).toEqual([]),
)

test('owners: the most likely tag comes first, and an empty one is left out', () => {
  expect(owners(['Department', 'retail'], ['team', 'orders'], ['Owner', ' '])).toEqual([
    'team=orders',
    'Department=retail',
  ])
})

test('owners: tags that were not read name no owner', () => {
  expect(ownersOf({ tags: null })).toEqual([])
  expect(ownersOf({})).toEqual([])
  expect(OWNER_TAGS.length).toBeGreaterThan(3)
})
