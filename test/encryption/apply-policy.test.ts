import { expect, test } from 'vitest'
import { rated, type UnratedResource } from '../../src/encryption/apply-policy.ts'
import type { EncryptionPolicy } from '../../src/model/encryption.ts'

const RESOURCE: UnratedResource = {
  type: 'rds-instance',
  account_id: '111122223333',
  region: 'eu-west-1',
  id: 'orders',
  arn: null,
  role: null,
  key: null,
  key_arn: null,
  key_kind: 'aws_managed',
  reason: null,
  bucket_key: null,
  tags: [{ TagKey: 'data', TagValue: 'secret' }],
  commands: '',
}

const POLICY: EncryptionPolicy = {
  require: 'encrypted',
  accounts: [],
  rules: [
    { require: 'nothing', types: [], tags: ['stage=test*'] },
    { require: 'customer_managed', types: ['rds-instance'], tags: ['data=sec*'] },
  ],
}

const rate = (one: Partial<UnratedResource>, policy = POLICY, accounts = ['111122223333']) => {
  const { required, compliant, reason } = rated({ ...RESOURCE, ...one }, policy, new Set(accounts))
  return { required, compliant, reason }
}

const tagged = (...tags: string[]) => ({
  tags: tags.map(tag => ({ TagKey: tag.split('=')[0] ?? '', TagValue: tag.split('=')[1] ?? '' })),
})

test('encryption policy: the first rule that is about a resource decides', () => {
  expect(rate({})).toEqual({ required: 'customer_managed', compliant: false, reason: null })
  expect(rate(tagged('stage=testing', 'data=secret'))).toMatchObject({ required: 'nothing', compliant: null })
  expect(rate(tagged('data=public'))).toMatchObject({ required: 'encrypted', compliant: true })
  expect(rate({ type: 'ebs-volume' })).toMatchObject({ required: 'encrypted', compliant: true })
})

test('encryption policy: where tags are not known, the result is unknown unless they make no difference', () => {
  const unknownTags: Partial<UnratedResource> = { key_kind: 'aws_managed' }
  const { tags: _, ...untagged } = RESOURCE
  const withoutTags = (one: Partial<UnratedResource>) => rated({ ...untagged, ...one }, POLICY, new Set())
  expect(withoutTags(unknownTags)).toMatchObject({ required: 'customer_managed', compliant: null })
  expect(withoutTags(unknownTags).reason).toContain('tags')
  const noExemption = { ...POLICY, rules: POLICY.rules.slice(1) }
  expect(rated({ ...untagged, key_kind: 'customer_managed' }, noExemption, new Set()).compliant).toBe(true)
  expect(rated({ ...untagged, key_kind: 'none' }, noExemption, new Set()).compliant).toBe(false)
})

test('encryption policy: a key of another account is customer managed only if the account was read or is named', () => {
  const foreign = {
    key_kind: 'other_account' as const,
    key_arn: 'arn:aws:kms:eu-west-1:444455556666:key/1c168adb-00d2-48e4-af93-314529f1fa9c',
  }
  expect(rate(foreign)).toMatchObject({ compliant: null })
  expect(rate(foreign).reason).toContain('444455556666')
  expect(rate(foreign, { ...POLICY, accounts: ['444455556666'] })).toMatchObject({ compliant: true, reason: null })
  expect(rate(foreign, POLICY, ['111122223333', '444455556666'])).toMatchObject({ compliant: true })
  expect(rate({ ...foreign, ...tagged() })).toMatchObject({ required: 'encrypted', compliant: true })
})

test('encryption policy: what is unknown is never compliant', () => {
  for (const require of ['encrypted', 'customer_managed', 'nothing'] as const)
    expect(rate({ key_kind: 'unknown', reason: 'denied' }, { require, accounts: [], rules: [] })).toEqual({
      required: require,
      compliant: null,
      reason: 'denied',
    })
})
