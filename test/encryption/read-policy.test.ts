import { expect, test } from 'vitest'
import { readEncryptionPolicy } from '../../src/encryption/read-policy.ts'

const TYPES = ['ebs-volume', 'rds-instance', 'rds-snapshot', 's3-bucket']
const read = (text: string) => readEncryptionPolicy(text, TYPES, 'policy.yaml')

test('encryption policy: YAML and JSON say the same', () => {
  const policy = {
    require: 'encrypted',
    accounts: ['444455556666'],
    rules: [{ require: 'customer_managed', types: ['rds-instance', 'rds-snapshot'], tags: ['data=secret', 'team'] }],
  }
  const yaml = `
accounts: [444455556666]
rules:
  - types: ['rds-*']
    tags: [data=secret, team]
    require: customer-managed
`
  expect(read(yaml)).toEqual(policy)
  expect(read(JSON.stringify(policy))).toEqual(policy)
})

test.each([
  ['rules: [', 'policy.yaml: the policy is not valid YAML'],
  ['require: sometimes', 'policy.yaml: require is not a requirement.'],
  ['requires: encrypted', "policy.yaml: the policy has an unknown field 'requires'."],
  ['rules: { types: [s3-bucket] }', 'policy.yaml: rules is not a list.'],
  ['rules: [{ types: [s3-bucket] }]', 'policy.yaml: rules[0] has no require.'],
  [
    'rules: [{ require: nothing, types: [s3-buckets] }]',
    "policy.yaml: rules[0].types has an unknown type 's3-buckets'.",
  ],
  ['rules: [{ require: nothing, tags: [=x] }]', "policy.yaml: rules[0].tags has '=x', which names no tag."],
  ['accounts: [42]', "policy.yaml: accounts has '42', which is not an account id of twelve digits."],
  ['', 'policy.yaml: the policy is empty.'],
])('encryption policy: %s is refused with the field', (text, message) => {
  expect(() => read(text)).toThrow(message)
})
