import { account, allow, deny, type Json, OTHER } from '../samples.ts'

const open = allow('*', 'kms:Decrypt')
const since = (condition: Json) => [open, deny('*', 'kms:Decrypt', condition)]
const PAST = '2024-01-01T00:00:00Z'
const FUTURE = '2030-01-01T00:00:00Z'

/** Statements that begin or end at a date: read as of the audit, 2026-11-22. */
export const timeRows: [string, Json[], string[]][] = [
  [
    'a Deny outside an organization since a past date',
    since({
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
      DateGreaterThan: { 'aws:CurrentTime': PAST },
    }),
    ['cross-account'],
  ],
  ['a Deny since a past date', since({ DateGreaterThan: { 'aws:CurrentTime': PAST } }), []],
  ['a Deny since a past date, inclusive', since({ DateGreaterThanEquals: { 'aws:CurrentTime': '2024-01-01' } }), []],
  ['a Deny since a past year', since({ DateGreaterThan: { 'aws:CurrentTime': '2024' } }), []],
  ['a Deny since a past second, as a date', since({ DateGreaterThan: { 'aws:EpochTime': '1704067200' } }), []],
  ['a Deny since a past second, as a number', since({ NumericGreaterThan: { 'aws:EpochTime': 1704067200 } }), []],
  ['a Deny since second 2030 of 1970: not the year', since({ NumericGreaterThan: { 'aws:EpochTime': '2030' } }), []],
  [
    'everyone, since second 9999 of 1970 and until 2100',
    [
      allow('*', 'kms:Decrypt', {
        NumericGreaterThan: { 'aws:EpochTime': '9999' },
        NumericLessThan: { 'aws:EpochTime': '4102444800' },
      }),
    ],
    ['public'],
  ],
  ['a Deny since a past date, IfExists', since({ DateGreaterThanIfExists: { 'aws:CurrentTime': PAST } }), []],
  ['a Deny at any time but one that has passed', since({ DateNotEquals: { 'aws:CurrentTime': PAST } }), []],
  ['one of two dates has passed', since({ DateGreaterThan: { 'aws:CurrentTime': [FUTURE, PAST] } }), []],
  ['a Deny that begins later', since({ DateGreaterThan: { 'aws:CurrentTime': FUTURE } }), ['public']],
  ['a Deny that begins in a later year', since({ DateGreaterThan: { 'aws:CurrentTime': '2030' } }), ['public']],
  ['a Deny that will end', since({ DateLessThan: { 'aws:CurrentTime': FUTURE } }), ['public']],
  [
    'a Deny since a past date until a later one',
    since({ DateGreaterThan: { 'aws:CurrentTime': PAST }, DateLessThan: { 'aws:CurrentTime': FUTURE } }),
    ['public'],
  ],
  [
    'a Deny of sessions that began after a past date: older ones remain',
    since({ DateGreaterThan: { 'aws:TokenIssueTime': PAST } }),
    ['public'],
  ],
  [
    'a Deny of sessions without recent MFA: others remain',
    since({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    ['public'],
  ],
  [
    'another account, denied since a past date',
    [
      allow(account(OTHER), 'kms:Decrypt'),
      deny(account(OTHER), 'kms:*', { DateGreaterThanEquals: { 'aws:CurrentTime': PAST } }),
    ],
    [],
  ],
  [
    'PutKeyPolicy denied to everyone since a past date',
    [deny('*', 'kms:PutKeyPolicy', { DateGreaterThan: { 'aws:CurrentTime': PAST } })],
    ['lockout'],
  ],
  [
    'PutKeyPolicy denied to everyone from a later date',
    [deny('*', 'kms:PutKeyPolicy', { DateGreaterThan: { 'aws:CurrentTime': FUTURE } })],
    [],
  ],
  [
    'an Allow since a past date is an Allow',
    [allow('*', 'kms:Decrypt', { DateGreaterThan: { 'aws:CurrentTime': PAST } })],
    ['public'],
  ],
  [
    'an Allow for an instant that has passed',
    [allow('*', 'kms:Decrypt', { DateEquals: { 'aws:CurrentTime': PAST } })],
    ['ineffective'],
  ],
  [
    'an Allow that ends before it begins',
    [
      allow('*', 'kms:Decrypt', {
        DateGreaterThan: { 'aws:CurrentTime': '2031-01-01T00:00:00Z' },
        DateLessThan: { 'aws:CurrentTime': FUTURE },
      }),
    ],
    ['ineffective'],
  ],
  [
    'an Allow that ends when it begins',
    [
      allow('*', 'kms:Decrypt', {
        DateGreaterThan: { 'aws:CurrentTime': FUTURE },
        DateLessThan: { 'aws:CurrentTime': FUTURE },
      }),
    ],
    ['ineffective'],
  ],
]
