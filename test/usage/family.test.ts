import { expect, test } from 'vitest'
import type { Key, MultiRegion } from '../../src/model/key.ts'
import type { Disposition, Usage } from '../../src/model/usage.ts'
import { decideFamilyDispositions } from '../../src/usage/family.ts'
import { aKey, anUnreadableKey, arnIn } from './samples.ts'

const id = 'mrk-1234abcd12ab34cd56ef1234567890ab'
const multiRegion = (primary: string, ...replicas: string[]): MultiRegion => ({
  type: 'PRIMARY',
  primaryArn: arnIn(primary, id),
  replicaArns: replicas.map(region => arnIn(region, id)),
})
const member = (region: string, ...family: [string, ...string[]]): Key =>
  aKey({ id, region, multiRegion: multiRegion(...family) })
const locked = (region: string, rest: { id?: string; account?: string } = {}): Key =>
  anUnreadableKey({
    id: rest.id ?? id,
    arn: arnIn(region, rest.id ?? id),
    place: { partition: 'aws', account: rest.account ?? '111122223333', region },
  })

/** The status of a member is `never`, unless it is named. */
type Member = [key: Key, disposition: Disposition, status?: Usage['status']]
type Row = [string, Member[], Disposition[], Record<string, number>]
const both: ['eu-west-1', 'us-east-1'] = ['eu-west-1', 'us-east-1']

test.each<Row>([
  ['single-Region keys keep their own', [[aKey(), 'silent']], ['silent'], {}],
  [
    'members that all answered keep their own',
    [
      [member('eu-west-1', ...both), 'silent'],
      [member('us-east-1', ...both), 'stale'],
    ],
    ['silent', 'stale'],
    {},
  ],
  [
    'one member in use makes all of them in use',
    [
      [member('eu-west-1', ...both), 'silent'],
      [member('us-east-1', ...both), 'in_use'],
    ],
    ['in_use', 'in_use'],
    {},
  ],
  [
    'one member in use wins over one without an answer',
    [
      [member('eu-west-1', ...both), 'in_use'],
      [member('us-east-1', ...both), 'unknown'],
    ],
    ['in_use', 'in_use'],
    {},
  ],
  [
    'one member without an answer makes all of them unknown',
    [
      [member('eu-west-1', ...both), 'never'],
      [member('us-east-1', ...both), 'unknown'],
    ],
    ['unknown', 'unknown'],
    {},
  ],
  [
    'a new member leaves the others as they are',
    [
      [member('eu-west-1', ...both), 'silent'],
      [member('us-east-1', ...both), 'new'],
    ],
    ['silent', 'new'],
    {},
  ],
  [
    'a new member that was not seen since its creation makes unused ones unknown',
    [
      [member('eu-west-1', ...both), 'silent'],
      [member('us-east-1', ...both), 'new', 'not-observed'],
    ],
    ['unknown', 'new'],
    {},
  ],
  [
    'a replica that was not audited makes the key unknown',
    [[member('eu-west-1', ...both), 'silent']],
    ['unknown'],
    { 'us-east-1': 1 },
  ],
  [
    'a primary that was not audited makes the replica unknown',
    [[member('us-east-1', ...both), 'stale']],
    ['unknown'],
    { 'eu-west-1': 1 },
  ],
  [
    'a key in use stays so, and the missing Region is named all the same',
    [[member('eu-west-1', ...both), 'in_use']],
    ['in_use'],
    { 'us-east-1': 1 },
  ],
  ['a lone primary keeps its own', [[member('eu-west-1', 'eu-west-1'), 'silent']], ['silent'], {}],
  [
    'a member that may not be read counts by its own use',
    [
      [member('eu-west-1', ...both), 'silent'],
      [locked('us-east-1'), 'in_use'],
    ],
    ['in_use', 'in_use'],
    {},
  ],
  [
    'a member that may not be read but answered is no hole',
    [
      [member('eu-west-1', ...both), 'silent'],
      [locked('us-east-1'), 'silent'],
    ],
    ['silent', 'silent'],
    {},
  ],
  ['if no member can be read, the key is unknown', [[locked('us-east-1'), 'silent']], ['unknown'], {}],
  ['a locked single-Region key keeps its own', [[locked('us-east-1', { id: 'abc' }), 'silent']], ['silent'], {}],
])('family: %s', (_, members, dispositions, missing) => {
  const result = decideFamilyDispositions(
    members.map(([key, disposition, status = 'never']) => ({ key, disposition, usage: { status } })),
  )
  expect(members.map(([{ arn }]) => result.dispositions.get(arn))).toEqual(dispositions)
  expect(Object.fromEntries(result.missing)).toEqual(missing)
})

test('family: the same key ID in another account is another family', () => {
  const other = { ...locked('us-east-1', { account: '444455556666' }), arn: 'arn:aws:kms:us-east-1:444455556666:key/x' }
  const { dispositions } = decideFamilyDispositions([
    { key: member('eu-west-1', 'eu-west-1'), disposition: 'silent', usage: null },
    { key: other, disposition: 'in_use', usage: null },
  ])
  expect([...dispositions.values()]).toEqual(['silent', 'in_use'])
})

test('family: missing Regions count keys, not members', () => {
  const second = 'mrk-second'
  const family = { type: 'PRIMARY', primaryArn: arnIn('eu-west-1', second), replicaArns: [arnIn('us-east-1', second)] }
  const { missing } = decideFamilyDispositions([
    { key: member('eu-west-1', 'eu-west-1', 'us-east-1', 'us-west-2'), disposition: 'silent', usage: null },
    { key: member('us-west-2', 'eu-west-1', 'us-east-1', 'us-west-2'), disposition: 'silent', usage: null },
    { key: aKey({ id: second, multiRegion: family }), disposition: 'silent', usage: null },
  ])
  expect(Object.fromEntries(missing)).toEqual({ 'us-east-1': 2 })
})
