import { expect, test } from 'vitest'
import { accessChanges } from '../../src/history/policy/access-changes.ts'
import { policyRows } from '../../src/history/policy/policy-rows.ts'
import { accessText } from '../../src/history/policy/access-text.ts'
import { aRecord } from '../formats/a-report.ts'

const ROOT = { AWS: 'arn:aws:iam::111122223333:root' }
const APP = { AWS: 'arn:aws:iam::111122223333:role/app' }
const S3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }

const allow = (Principal: unknown, Action: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  ...more,
})
const deny = (Principal: unknown, Action: unknown, more: object = {}) => ({
  ...allow(Principal, Action, more),
  Effect: 'Deny',
})

function rowsOf(Statement: readonly object[]) {
  const read = policyRows(aRecord({ key_policy: { Version: '2012-10-17', Statement } }), Date.UTC(2026, 10, 20))
  if (!read.known) throw new Error(read.why)
  return read.value
}

const changes = (before: readonly object[], after: readonly object[]): string =>
  accessText(accessChanges(rowsOf(before), rowsOf(after)))

const BASE = [allow(ROOT, 'kms:*'), allow(APP, ['kms:Decrypt', 'kms:Encrypt'])]

test.each<[what: string, after: readonly object[]]>([
  ['statements in another order', BASE.toReversed()],
  ['another Sid', BASE.map(one => ({ ...one, Sid: 'New' }))],
  ['a statement split in two', [allow(ROOT, 'kms:*'), allow(APP, 'kms:Decrypt'), allow(APP, 'kms:Encrypt')]],
  ['an ID instead of the ARN of the account', [allow({ AWS: '111122223333' }, 'kms:*'), BASE[1] as object]],
  ['a repeated statement with a condition', [...BASE, allow(APP, 'kms:Decrypt', { Condition: S3 })]],
  [
    'a statement about another key',
    [...BASE, allow(APP, 'kms:Sign', { Resource: 'arn:aws:kms:eu-west-1:111122223333:key/x' })],
  ],
])('policy changes: %s changes nothing', (_, after) => expect(changes(BASE, after)).toBe(''))

test.each<[what: string, before: readonly object[], after: readonly object[], shown: string]>([
  ['a new action', BASE, [...BASE, allow(APP, 'kms:Sign')], '+ arn:aws:iam::111122223333:role/app: kms:Sign'],
  ['a lost principal', BASE, [BASE[0] as object], '- arn:aws:iam::111122223333:role/app: kms:Decrypt and kms:Encrypt'],
  ['all actions of an account', [BASE[1] as object], BASE, '+ account 111122223333: kms:*'],
  [
    'a new condition',
    [allow(APP, 'kms:Decrypt')],
    [allow(APP, 'kms:Decrypt', { Condition: S3 })],
    'keeps: arn:aws:iam::111122223333:role/app: kms:Decrypt if kms:ViaService is s3.eu-west-1.amazonaws.com; - arn:aws:iam::111122223333:role/app: kms:Decrypt',
  ],
  [
    'a condition that was removed',
    [allow(APP, 'kms:Decrypt', { Condition: S3 })],
    [allow(APP, 'kms:Decrypt')],
    '+ arn:aws:iam::111122223333:role/app: kms:Decrypt',
  ],
  [
    'a new Deny',
    BASE,
    [...BASE, deny('*', 'kms:ScheduleKeyDeletion', { Condition: S3 })],
    '+ Deny everyone: kms:ScheduleKeyDeletion if kms:ViaService is s3.eu-west-1.amazonaws.com',
  ],
  [
    'a Deny that takes an action away',
    BASE,
    [...BASE, deny(APP, 'kms:Encrypt')],
    '+ Deny arn:aws:iam::111122223333:role/app: kms:Encrypt; - arn:aws:iam::111122223333:role/app: kms:Encrypt',
  ],
  [
    'a Deny for everyone but one role',
    BASE,
    [...BASE, { Effect: 'Deny', NotPrincipal: APP, Action: 'kms:Sign', Resource: '*', Condition: S3 }],
    '+ Deny everyone except arn:aws:iam::111122223333:role/app: kms:Sign if kms:ViaService is s3.eu-west-1.amazonaws.com',
  ],
  [
    'an action that is not known',
    BASE,
    [...BASE, allow(APP, 'kms:NewCall')],
    '+ arn:aws:iam::111122223333:role/app: kms:NewCall',
  ],
])('policy changes: %s is shown', (_, before, after, expected) => expect(changes(before, after)).toBe(expected))
