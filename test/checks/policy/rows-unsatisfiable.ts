import { account, allow, deny, type Json, OTHER, OWN, role, service } from '../samples.ts'

const when = (condition: Json) => [allow('*', 'kms:Decrypt', condition)]

/**
 * Conditions that no caller can meet: wildcards where the operator takes them as they are written, and keys that those
 * callers do not carry. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const unsatisfiableRows: [string, Json[], string[]][] = [
  [
    'a wildcard for the account, compared as text',
    when({ StringEquals: { 'kms:CallerAccount': '*' } }),
    ['ineffective'],
  ],
  ['for the organization', when({ StringEquals: { 'aws:PrincipalOrgID': 'o-*' } }), ['ineffective']],
  [
    'for a role of the own account',
    when({ StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/*` } }),
    ['ineffective'],
  ],
  ['for the VPC endpoint', when({ StringEquals: { 'aws:SourceVpce': 'vpce-*' } }), ['ineffective']],
  ['a wildcard beside the own account adds no caller', when({ StringEquals: { 'kms:CallerAccount': [OWN, '*'] } }), []],
  [
    'a wildcard beside another account removes no caller',
    when({ StringEquals: { 'kms:CallerAccount': [OTHER, '*'] } }),
    ['cross-account'],
  ],
  [
    'the ARN of a session: the key holds that of the role',
    when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:sts::${OTHER}:assumed-role/App/*` } }),
    ['ineffective'],
  ],
  [
    'people who act for a source, as only services do',
    [allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': OWN } })],
    ['ineffective'],
  ],
  [
    'if they do: then people who do not get in',
    [allow(account(OTHER), 'kms:Decrypt', { StringEqualsIfExists: { 'aws:SourceAccount': OWN } })],
    ['cross-account'],
  ],
  [
    'a service of an organization: services are of none',
    [allow(service('sns'), 'kms:Decrypt', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })],
    ['ineffective'],
  ],
  [
    'a service in a list with a role, which is let in',
    [
      allow({ ...service('sns'), ...role('App') }, 'kms:Decrypt', {
        StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
      }),
    ],
    [],
  ],
  [
    'an Allow that a Deny removes is not ineffective',
    [allow(role('App'), 'kms:Decrypt'), deny(role('App'), 'kms:Decrypt')],
    [],
  ],
  [
    'administration under a demand that it does not carry',
    [allow(role('App'), 'kms:PutKeyPolicy', { StringEquals: { 'kms:EncryptionContext:app': 'orders' } })],
    ['ineffective'],
  ],
]
