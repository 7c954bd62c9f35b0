import { expect, test } from 'vitest'
import { placeId, resolveKey } from '../../../src/collect/sweep/resolve-key.ts'
import { arn, arnOf, id, PLACE } from '../../aws/a-place.ts'

const aliases = new Map([
  [placeId(PLACE), new Map([[id(1), ['alias/orders', 'alias/old orders']]])],
  [placeId({ ...PLACE, region: 'us-east-1' }), new Map([[id(2), ['alias/orders']]])],
])
const aliasArn = (name: string, { region = PLACE.region, account = PLACE.account } = {}): string =>
  `arn:aws:kms:${region}:${account}:${name}`

test.each([
  ['an id', id(1), { kind: 'own', arn: arn(1) }],
  ['an ARN', arn(1), { kind: 'own', arn: arn(1) }],
  ['an alias', 'alias/orders', { kind: 'own', arn: arn(1) }],
  ['a second alias of the key', 'alias/old orders', { kind: 'own', arn: arn(1) }],
  ['the ARN of an alias', aliasArn('alias/orders'), { kind: 'own', arn: arn(1) }],
  [
    'the ARN of the same alias in another Region',
    aliasArn('alias/orders', { region: 'us-east-1' }),
    { kind: 'own', arn: arnOf(id(2), 'us-east-1') },
  ],
  ['an id with its resource type', `key/${id(1)}`, { kind: 'own', arn: arn(1) }],
  ['an alias in the ARN of a key', arn(1).replace(id(1), 'alias/orders'), { kind: 'own', arn: arn(1) }],
  ['a name of no known form', 'the orders key', { kind: 'unresolved', name: 'the orders key' }],
  [
    'an ARN of another partition',
    arn(1).replace('aws', 'aws-cn'),
    { kind: 'unresolved', name: arn(1).replace('aws', 'aws-cn') },
  ],
  ['a multi-Region key by id', 'mrk-1a', { kind: 'own', arn: arnOf('mrk-1a') }],
  ['its replica by ARN', arnOf('mrk-1a', 'us-west-2'), { kind: 'own', arn: arnOf('mrk-1a', 'us-west-2') }],
  ['an alias that no key has', 'alias/gone', { kind: 'unresolved', name: 'alias/gone' }],
  ['an AWS managed key that does not exist yet', 'alias/aws/ssm', { kind: 'aws-managed' }],
])('dependents: %s names its key', (_, name, resolved) => {
  expect(resolveKey(name, PLACE, aliases)).toEqual(resolved)
})

test('dependents: a key of another account is foreign, by ARN and by alias', () => {
  for (const name of [arn(1).replace(PLACE.account, '444455556666'), aliasArn('alias/x', { account: '444455556666' })])
    expect(resolveKey(name, PLACE, aliases)).toEqual({ kind: 'foreign', arn: name })
})
