import type { Json } from '../../../src/lib/json.ts'
import { allow, deny, when } from './a-policy.ts'

const KMS = 'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html'
const ACTION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html'
const NOT_ACTION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'
const RESOURCE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html'
const NOT_RESOURCE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html'
const LOGIC = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html'
const VARIABLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'
const KEY_ARNS = 'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN'
const IAM_POLICIES = 'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'
const RE_ENCRYPT = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html'

const ACCOUNT = '111122223333'
const ONE = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const VIA_S3 = when('StringEquals', 'kms:ViaService', 's3.us-east-1.amazonaws.com')
const MFA = when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false')

/** What a policy allows with every key of the account: the actions; `if` before them: only under conditions. */
export type IdentityRow = [name: string, statements: Json[], allowed: string, reason: string]

export const actionRows: IdentityRow[] = [
  ['kms:Decrypt on *', [allow('kms:Decrypt', '*')], 'Decrypt', KMS],
  ['kms:ReEncryptFrom on *', [allow('kms:ReEncryptFrom', '*')], 'ReEncryptFrom', KMS],
  ['both actions in a list', [allow(['kms:Decrypt', 'kms:ReEncryptFrom'], '*')], 'Decrypt ReEncryptFrom', KMS],
  ['kms:*', [allow('kms:*', '*')], 'Decrypt ReEncryptFrom', ACTION],
  ['every action of every service', [allow('*', '*')], 'Decrypt ReEncryptFrom', ACTION],
  ['*:* is every action, too', [allow('*:*', '*')], 'Decrypt ReEncryptFrom', ACTION],
  ['kms:De* includes kms:Decrypt', [allow('kms:De*', '*')], 'Decrypt', ACTION],
  ['kms:ReEncrypt* includes kms:ReEncryptFrom', [allow('kms:ReEncrypt*', '*')], 'ReEncryptFrom', RE_ENCRYPT],
  ['kms:Decryp? matches one character', [allow('kms:Decryp?', '*')], 'Decrypt', ACTION],
  ['names of actions have no case', [allow('KMS:decrypt', '*')], 'Decrypt', ACTION],
  ['kms:ReEncryptTo encrypts, but does not decrypt', [allow('kms:ReEncryptTo', '*')], '', RE_ENCRYPT],
  ['kms:Describe* includes no decryption', [allow(['kms:Describe*', 'kms:List*', 'kms:Get*'], '*')], '', ACTION],
  ['encryption only', [allow(['kms:Encrypt', 'kms:GenerateDataKey*'], '*')], '', KMS],
  ['actions of other services', [allow('s3:*', '*')], '', ACTION],
  [
    'NotAction without KMS allows the rest',
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    'Decrypt ReEncryptFrom',
    NOT_ACTION,
  ],
  [
    'NotAction with kms:* leaves out all of KMS',
    [{ Effect: 'Allow', NotAction: ['iam:*', 'kms:*'], Resource: '*' }],
    '',
    NOT_ACTION,
  ],
  [
    'NotAction with one of both allows the other',
    [{ Effect: 'Allow', NotAction: 'kms:Decrypt', Resource: '*' }],
    'ReEncryptFrom',
    NOT_ACTION,
  ],
]

export const resourceRows: IdentityRow[] = [
  ['every key ARN', [allow('kms:Decrypt', 'arn:aws:kms:*:*:key/*')], 'Decrypt', KMS],
  ['every resource of KMS', [allow('kms:Decrypt', 'arn:aws:kms:*')], 'Decrypt', RESOURCE],
  [
    'every key of the account in all Regions',
    [allow('kms:Decrypt', `arn:aws:kms:*:${ACCOUNT}:key/*`)],
    'Decrypt',
    IAM_POLICIES,
  ],
  ['the keys of one Region', [allow('kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/*`)], '', KMS],
  ['the keys of one Region in any account', [allow('kms:Decrypt', 'arn:aws:kms:eu-west-1:*:key/*')], '', KMS],
  ['the keys of some Regions', [allow('kms:Decrypt', `arn:aws:kms:eu-*:${ACCOUNT}:key/*`)], '', KMS],
  ['the keys of another account', [allow('kms:Decrypt', 'arn:aws:kms:*:444455556666:key/*')], '', KEY_ARNS],
  [
    'the keys of two Regions by name',
    [allow('kms:Decrypt', ['arn:aws:kms:us-east-1:*:key/*', 'arn:aws:kms:eu-west-1:*:key/*'])],
    '',
    KMS,
  ],
  ['one key', [allow('kms:Decrypt', ONE)], '', KMS],
  ['one key beside *', [allow('kms:Decrypt', [ONE, '*'])], 'Decrypt', RESOURCE],
  ['keys whose ID begins with 1', [allow('kms:Decrypt', 'arn:aws:kms:*:*:key/1*')], '', KEY_ARNS],
  ['only multi-Region keys', [allow('kms:Decrypt', 'arn:aws:kms:*:*:key/mrk-*')], '', KEY_ARNS],
  [
    'single-Region and multi-Region keys in two patterns',
    [allow('kms:Decrypt', ['arn:aws:kms:*:*:key/mrk-*', 'arn:aws:kms:*:*:key/????????-*'])],
    'Decrypt',
    KEY_ARNS,
  ],
  ['aliases are no keys', [allow('kms:Decrypt', 'arn:aws:kms:*:*:alias/*')], '', KEY_ARNS],
  ['a pattern of another service', [allow('*', 'arn:aws:s3:::*')], '', RESOURCE],
  [
    'NotResource that leaves out one key',
    [{ Effect: 'Allow', Action: 'kms:Decrypt', NotResource: ONE }],
    'Decrypt',
    NOT_RESOURCE,
  ],
  [
    'NotResource that leaves out every key',
    [{ Effect: 'Allow', Action: 'kms:*', NotResource: 'arn:aws:kms:*:*:key/*' }],
    '',
    NOT_RESOURCE,
  ],
  [
    'the account of the principal as a variable',
    [allow('kms:Decrypt', 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*')],
    'Decrypt',
    VARIABLES,
  ],
  [
    'a tag of the principal as a variable',
    [allow('kms:Decrypt', 'arn:aws:kms:*:*:key/${aws:PrincipalTag/key}')],
    '',
    VARIABLES,
  ],
  [
    'two statements that together name every key',
    [allow('kms:Decrypt', 'arn:aws:kms:*:*:key/mrk-*'), allow('kms:De*', 'arn:aws:kms:*:*:key/????????-*')],
    'Decrypt',
    LOGIC,
  ],
]

export const conditionRows: IdentityRow[] = [
  ['a condition does not make it pass', [allow('kms:Decrypt', '*', VIA_S3)], 'if Decrypt', KMS],
  ['with and without a condition', [allow('kms:Decrypt', '*', VIA_S3), allow('kms:Decrypt', '*')], 'Decrypt', LOGIC],
  [
    'one action with and another without a condition',
    [allow('kms:Decrypt', '*', VIA_S3), allow('kms:ReEncryptFrom', '*')],
    'Decrypt ReEncryptFrom',
    KMS,
  ],
  [
    'a condition on the tags of keys',
    [allow('kms:Decrypt', '*', when('StringEquals', 'aws:ResourceTag/team', 'shop'))],
    'if Decrypt',
    KMS,
  ],
  ['a Deny of the same action', [allow('kms:*', '*'), deny(['kms:Decrypt', 'kms:ReEncrypt*'], '*')], '', LOGIC],
  ['a Deny of one of both actions', [allow('kms:*', '*'), deny('kms:Decrypt', '*')], 'ReEncryptFrom', LOGIC],
  ['a Deny under a condition', [allow('kms:Decrypt', '*'), deny('kms:Decrypt', '*', MFA)], 'Decrypt', LOGIC],
  ['a Deny for one key', [allow('kms:Decrypt', '*'), deny('kms:Decrypt', ONE)], 'Decrypt', KMS],
  [
    'a Deny for one Region',
    [allow('kms:Decrypt', '*'), deny('kms:*', 'arn:aws:kms:eu-west-3:*:key/*')],
    'Decrypt',
    KMS,
  ],
  ['a Deny for the Regions of Europe', [allow('kms:Decrypt', '*'), deny('kms:*', 'arn:aws:kms:eu-*')], '', LOGIC],
  [
    'a Deny for all but one key',
    [allow('kms:Decrypt', '*'), { Effect: 'Deny', Action: 'kms:Decrypt', NotResource: ONE }],
    '',
    NOT_RESOURCE,
  ],
  [
    'a Deny of everything but S3',
    [allow('*', '*'), { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    '',
    NOT_ACTION,
  ],
  ['a Deny alone', [deny('kms:Decrypt', '*')], '', LOGIC],
  ['no statement', [], '', LOGIC],
]
