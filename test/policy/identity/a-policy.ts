import type { IdentityPolicyRecord } from '../../../src/model/report/account-facts.ts'
import { concernsDecryption } from '../../../src/model/decryption.ts'
import type { Json } from '../../../src/lib/json.ts'

export const OWNER = { account: '111122223333', partition: 'aws' }

/** A customer managed policy with these statements, as the report contains it. */
export const aPolicy = (
  statements: readonly Json[],
  different: Partial<IdentityPolicyRecord> = {},
): IdentityPolicyRecord => ({
  resource_type: 'AWS::IAM::ManagedPolicy',
  resource_name: 'reports',
  resource_arn: 'arn:aws:iam::111122223333:policy/reports',
  policy_name: 'reports',
  version_id: 'v3',
  attached_to: ['arn:aws:iam::111122223333:role/reports'],
  attachment_count: 1,
  boundary_count: 0,
  language: '2012-10-17',
  statements: statements.flatMap((statement, index) =>
    concernsDecryption(statement) ? [{ number: index + 1, statement }] : [],
  ),
  ...different,
})

export const allow = (Action: unknown, Resource: unknown, more: Json = {}): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})
export const deny = (Action: unknown, Resource: unknown, more: Json = {}): Json => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
})
export const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
})
