import { expect, test } from 'vitest'
import { GapLog } from '../../../src/aws/calls/gap-log.ts'
import { dependentRecord } from '../../../src/collect/sweep/dependent-record.ts'
import { joinSweeps, type SweptPlace } from '../../../src/collect/sweep/join-sweeps.ts'
import { placeId } from '../../../src/collect/sweep/resolve-key.ts'
import type { GrantRecord } from '../../../src/model/report/key-facts.ts'
import type { KeyReference } from '../../../src/model/sweep.ts'
import type { AuditedKey } from '../../../src/report/audited-key.ts'
import { arn, arnOf, id, PLACE } from '../../aws/a-place.ts'
import { aType, findsNothing } from './a-type.ts'

const type = aType(findsNothing)
const volume = (name: string, key: string): KeyReference => ({
  key,
  dependent: dependentRecord(type, { id: name, arn: undefined, foundBy: 'list' }),
})

const keyOf = (number: number, facts: AuditedKey['facts'] = {}, region = PLACE.region): AuditedKey =>
  ({ key: { arn: arnOf(id(number), region), id: id(number), place: { ...PLACE, region } }, facts }) as AuditedKey

const grant = (fields: Partial<GrantRecord>): GrantRecord => ({
  grant_id: 'g',
  name: null,
  grantee_principal: 'rds.eu-west-1.amazonaws.com',
  retiring_principal: null,
  issuing_account: null,
  operations: ['Decrypt'],
  constraints: null,
  created_at: null,
  ...fields,
})

function joined(references: KeyReference[], keys: AuditedKey[], more: Partial<SweptPlace> = {}) {
  const gaps = new GapLog()
  const places = [{ place: PLACE, keys, sweep: { references, gaps: [] }, ...more }]
  const aliases = new Map([[placeId(PLACE), new Map([[id(1), ['alias/orders']]])]])
  return { ...joinSweeps(places, aliases, [type], gaps), gapsOfRun: gaps.all }
}

test('dependents: every form of the name leads to the same key, and each resource is listed once', () => {
  const references = [volume('vol-2', 'alias/orders'), volume('vol-1', id(1)), volume('vol-1', arn(1))]
  const { byKey } = joined(references, [keyOf(1), keyOf(2)])
  expect(byKey.get(arn(1))?.dependents.map(each => each.id)).toEqual(['vol-1', 'vol-2'])
  expect(byKey.get(arn(2))).toEqual({ dependents: [], gaps: [] })
})

test('dependents: a key of another account is listed with the resources that use it', () => {
  const foreign = arn(1).replace(PLACE.account, '444455556666')
  const found = joined([volume('vol-1', foreign)], [keyOf(1)])
  expect(found.byKey.get(arn(1))?.dependents).toEqual([])
  expect(found.foreign).toMatchObject([
    { key_arn: foreign, account_id: PLACE.account, region: PLACE.region, dependents: [{ id: 'vol-1' }] },
  ])
})

test('dependents: an alias that no key has could mean any key, so that its type is a gap of each', () => {
  const found = joined([volume('vol-1', 'alias/gone'), volume('vol-2', 'alias/gone')], [keyOf(1), keyOf(2)])
  const [gap] = found.byKey.get(arn(2))?.gaps ?? []
  expect(gap).toEqual({
    type: 'ebs-volume',
    reason: 'vanished',
    message: 'vol-1 names its key alias/gone, which no key of the Region is known to have',
  })
  expect(found.byKey.get(arn(2))?.gaps).toHaveLength(1)
  expect(found.gapsOfRun.map(({ operation }) => operation)).toEqual(['dependents:ebs-volume'])
})

test('dependents: a grant names its resource by encryption context or source ARN, besides the list', () => {
  const grants = [
    grant({ constraints: { encryption_context_subset: { 'aws:ebs:id': 'vol-1' } } }),
    grant({ constraints: { source_arn: `arn:aws:ec2:eu-west-1:${PLACE.account}:volume/vol-9` } }),
  ]
  const { byKey } = joined([volume('vol-1', arn(1))], [keyOf(1, { grants })])
  expect(byKey.get(arn(1))?.dependents.map(each => [each.id, each.found_by])).toEqual([
    ['vol-1', ['list', 'grant']],
    ['vol-9', ['grant']],
  ])
})

test('dependents: a grant for a service counts without a resource; one for a role of the account does not', () => {
  const grants = [grant({}), grant({ grantee_principal: `arn:aws:iam::${PLACE.account}:role/App` })]
  const { byKey } = joined([], [keyOf(1, { grants })])
  expect(byKey.get(arn(1))?.dependents).toMatchObject([
    { type: 'service-grant', id: 'rds.eu-west-1.amazonaws.com', when_unusable: 'unknown' },
  ])
})

test('dependents: the encryption context of the last use names a resource', () => {
  const last_user = { status: 'known' as const, encryption_context: { 'aws:ebs:id': 'vol-3' } }
  const { byKey } = joined([], [keyOf(1, { last_user })])
  expect(byKey.get(arn(1))?.dependents).toMatchObject([{ id: 'vol-3', found_by: ['cloudtrail'] }])
})

test('dependents: archived contexts name data of a key, but nothing where they could not be read', () => {
  const contexts = new Map([[arn(1), [{ context: { 'aws:ebs:id': 'vol-old' }, day: '2024-02-17' }]]])
  const places = [{ place: PLACE, keys: [keyOf(1), keyOf(2)], sweep: { references: [], gaps: [] } }]
  const dataOf = (unread: string[]) => {
    const archived = { contexts, types: [type], unread: new Set(unread) }
    const { byKey } = joinSweeps(places, new Map(), [type], new GapLog(), archived)
    return [1, 2].map(number => byKey.get(arn(number))?.dataOf?.map(one => one.id))
  }
  expect(dataOf([])).toEqual([['vol-old'], []])
  expect(dataOf([placeId(PLACE)])).toEqual([undefined, undefined])
})

test('dependents: a reference to a key in another Region goes to the key of that Region', () => {
  const gaps = new GapLog()
  const other = { ...PLACE, region: 'us-east-1' }
  const { byKey } = joinSweeps(
    [
      { place: PLACE, keys: [keyOf(1)], sweep: { references: [volume('vol-1', arnOf(id(1), 'us-east-1'))], gaps: [] } },
      { place: other, keys: [keyOf(1, {}, 'us-east-1')], sweep: { references: [], gaps: [] } },
    ],
    new Map(),
    [type],
    gaps,
  )
  expect(byKey.get(arn(1))?.dependents).toEqual([])
  expect(byKey.get(arnOf(id(1), 'us-east-1'))?.dependents.map(each => each.id)).toEqual(['vol-1'])
})

test('dependents: a grant that names a resource by another id finds the listed resource', () => {
  const listed = { ...volume('vol-1', arn(1)), otherIds: ['the-volume'] }
  const context = (name: string) =>
    grant({ constraints: { encryption_context_subset: { 'aws:ebs:id': name } } } as Partial<GrantRecord>)
  const { byKey } = joined([listed], [keyOf(1, { grants: [context('the-volume'), context('vol-9')] })])
  expect(byKey.get(arn(1))?.dependents).toMatchObject([
    { id: 'vol-1', found_by: ['list', 'grant'] },
    { id: 'vol-9', found_by: ['grant'] },
  ])
})

test('dependents: a reference from another account of the run is a dependent of its key, and foreign there', () => {
  const other = { ...PLACE, account: '444455556666' }
  const aliasArn = arn(1).replace(/key\/.*/, 'alias/orders')
  const { byKey, foreign } = joinSweeps(
    [
      { place: PLACE, keys: [keyOf(1)], sweep: { references: [], gaps: [] } },
      { place: other, keys: [], sweep: { references: [volume('vol-1', arn(1)), volume('vol-2', aliasArn)], gaps: [] } },
    ],
    new Map([[placeId(PLACE), new Map([[id(1), ['alias/orders']]])]]),
    [type],
    new GapLog(),
  )
  expect(byKey.get(arn(1))?.dependents.map(each => each.id)).toEqual(['vol-1', 'vol-2'])
  expect(foreign.map(each => each.account_id)).toEqual(['444455556666', '444455556666'])
})

const gap = (typeId: string) => ({ type: typeId, reason: 'denied' as const, message: 'refused' })

test('dependents: a gap of a type that names keys of other Regions is a gap in all Regions of the account', () => {
  const replicas = aType(findsNothing, { id: 'secret-replica', namesOtherRegions: true })
  const elsewhere = { ...PLACE, region: 'us-east-1' }
  const stranger = { ...PLACE, account: '444455556666', region: 'us-west-2' }
  const { byKey } = joinSweeps(
    [
      { place: PLACE, keys: [keyOf(1)], sweep: { references: [], gaps: [] } },
      { place: elsewhere, keys: [], sweep: { references: [], gaps: [gap('secret-replica'), gap('ebs-volume')] } },
      { place: stranger, keys: [], sweep: { references: [], gaps: [gap('secret-replica')] } },
    ],
    new Map(),
    [replicas, type],
    new GapLog(),
  )
  expect(byKey.get(arn(1))?.gaps).toEqual([
    { type: 'secret-replica', reason: 'denied', message: 'in us-east-1: refused' },
  ])
})
