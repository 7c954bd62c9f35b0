import { OWN, ROLE } from '../scenario.ts'
import { aws, delegates, everything, gives, may, mayNot, names, takes } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const onlyVia = (service: string) => ({ StringEquals: { 'kms:ViaService': service } })
const S3 = 's3.us-east-1.amazonaws.com'
const decryptIf = (Condition: object) => may('kms:Decrypt', '*', Condition as never)
const giveIf = (Condition: object) => gives(aws(ROLE), 'kms:Decrypt', Condition as never)
const takeIf = (Condition: object) => takes('*', 'kms:Decrypt', Condition as never)
const vpce = { 'aws:SourceVpce': 'vpce-1a2b3c4d' }

/** Conditions of policies. */
export const conditions: readonly Row[] = [
  [
    'a request through S3 satisfies kms:ViaService',
    PAGES.conditions,
    { via: 's3', identity: [decryptIf(onlyVia(S3))], key: { policy: [delegates] } },
    'allowed identity_policy',
  ],
  [
    'a direct request does not carry kms:ViaService',
    PAGES.conditions,
    { identity: [decryptIf(onlyVia(S3))], key: { policy: [delegates] } },
    'denied identity_policy',
  ],
  [
    'a Deny for requests that do not come through S3 applies to a direct one',
    PAGES.conditions,
    { key: { policy: [names, takeIf({ StringNotEquals: onlyVia(S3).StringEquals })] } },
    'denied key_policy',
  ],
  [
    'kms:CallerAccount is the account of the principal',
    PAGES.conditions,
    { key: { policy: [giveIf({ StringEquals: { 'kms:CallerAccount': OWN } })] } },
    'allowed key_policy',
  ],
  [
    'a network that is not known leaves a doubt about an Allow of the key policy',
    PAGES.keys,
    { key: { policy: [giveIf({ StringEquals: vpce })] } },
    'unknown key_policy',
  ],
  [
    'a network that is known decides an Allow of the key policy',
    PAGES.keys,
    { context: { 'aws:SourceVpce': ['vpce-1a2b3c4d'] }, key: { policy: [giveIf({ StringEquals: vpce })] } },
    'allowed key_policy',
  ],
  [
    'another network than the one that the key policy allows gets nothing',
    PAGES.keys,
    { context: { 'aws:SourceVpce': ['vpce-00000000'] }, key: { policy: [giveIf({ StringEquals: vpce })] } },
    'denied key_policy',
  ],
  [
    'a network that is not known leaves a doubt about a Deny of the key policy',
    PAGES.keys,
    { key: { policy: [names, takeIf({ StringNotEquals: vpce })] } },
    'unknown key_policy',
  ],
  [
    'a network that is not known leaves a doubt about an identity policy',
    PAGES.simulator,
    { identity: [decryptIf({ StringEquals: vpce })], key: { policy: [delegates] } },
    'unknown identity_policy',
  ],
  [
    'a network that is not known leaves a doubt about a Deny of an identity policy',
    PAGES.simulator,
    { identity: [everything, mayNot('*', '*', { StringNotEquals: vpce })], key: { policy: [delegates] } },
    'unknown identity_policy',
  ],
  [
    'a doubt about an Allow does not matter if another statement allows it',
    PAGES.logic,
    { key: { policy: [giveIf({ StringEquals: vpce }), names] } },
    'allowed key_policy',
  ],
  [
    'a doubt about a Deny does not matter if nothing allows it',
    PAGES.logic,
    { key: { policy: [takeIf({ StringNotEquals: vpce })] } },
    'denied key_policy',
  ],
  [
    'several conditions must all hold',
    PAGES.severalValues,
    { key: { policy: [giveIf({ StringEquals: { ...vpce, 'kms:CallerAccount': '444455556666' } })] } },
    'denied key_policy',
  ],
  [
    'one of several values is enough',
    PAGES.severalValues,
    { key: { policy: [giveIf({ StringEquals: { 'kms:CallerAccount': ['444455556666', OWN] } })] } },
    'allowed key_policy',
  ],
  [
    'a negated operator holds if the request does not carry the key',
    PAGES.operators,
    { key: { policy: [giveIf({ StringNotEquals: { 'aws:CalledVia': 'lambda.amazonaws.com' } })] } },
    'allowed key_policy',
  ],
  [
    'IfExists holds if the request does not carry the key',
    PAGES.operators,
    { key: { policy: [giveIf({ StringEqualsIfExists: { 'kms:ViaService': S3 } })] } },
    'allowed key_policy',
  ],
  [
    'Null asks whether the request carries the key',
    PAGES.operators,
    { key: { policy: [names, takeIf({ Null: { 'kms:ViaService': 'true' } })] } },
    'denied key_policy',
  ],
  [
    'users and roles carry no keys of services',
    PAGES.keys,
    { key: { policy: [gives('*', 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': OWN } })] } },
    'denied key_policy',
  ],
  [
    'a policy variable has the value of the request',
    PAGES.variables,
    {
      tags: { team: 'shop' },
      key: { policy: [giveIf({ StringEquals: { 'aws:PrincipalAccount': '${kms:CallerAccount}' } })] },
    },
    'allowed key_policy',
  ],
  [
    'a tag of the principal decides',
    PAGES.keys,
    { tags: { team: 'shop' }, key: { policy: [giveIf({ StringEquals: { 'aws:PrincipalTag/team': 'shop' } })] } },
    'allowed key_policy',
  ],
  [
    'an Allow that has expired gives nothing',
    PAGES.operators,
    { key: { policy: [giveIf({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } })] } },
    'denied key_policy',
  ],
  [
    'an operator that is not known leaves a doubt',
    PAGES.operators,
    { key: { policy: [giveIf({ SomethingNew: { 'kms:CallerAccount': OWN } })] } },
    'unknown key_policy',
  ],
]
