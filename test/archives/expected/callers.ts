import { day, once, use, type ExpectedCase } from './expected-case.ts'
import { DECRYPT, EXPECTED_ACCOUNT, keyOf, OWNER } from './expected-records.ts'

/** Who made the call, and when. */
export const CALLERS: readonly ExpectedCase[] = [
  {
    title: 'a service that uses a role',
    key: '17',
    records: [
      DECRYPT('17', '05T10:00:00', 'e17', {
        userIdentity: { ...OWNER, invokedBy: 's3.amazonaws.com' },
      }),
    ],
    history: once('05T10:00:00', 'e17', { service: 's3.amazonaws.com' }),
  },
  {
    title: 'a service on its own behalf has no ARN',
    key: '18',
    records: [
      DECRYPT('18', '05T10:00:00', 'e18', {
        userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
      }),
    ],
    history: once('05T10:00:00', 'e18', { principal: null, service: 'cloudtrail.amazonaws.com' }),
  },
  {
    title: 'a caller of another account has no ARN',
    key: '19',
    records: [
      DECRYPT('19', '05T10:00:00', 'e19', {
        userIdentity: { type: 'AWSAccount', accountId: '444455556666', principalId: 'AROAEXAMPLE:session' },
        sharedEventID: 'shared-19',
      }),
    ],
    history: once('05T10:00:00', 'e19', { principal: null }),
  },
  {
    title: 'of two uses in one second, the one with the greater id is the last',
    key: '20',
    records: [
      DECRYPT('20', '05T10:00:00', 'e20z', { eventName: 'Encrypt' }),
      DECRYPT('20', '05T10:00:00', 'e20a'),
      DECRYPT('20', '05T09:00:00', 'e20-'),
    ],
    history: {
      first: { ...use('05T09:00:00', 'e20-'), eventId: null },
      last: use('05T10:00:00', 'e20z', 'Encrypt'),
      days: [day('05', 2), day('05', 1, { operation: 'Encrypt' })],
    },
  },
  {
    title: 'a use before the window does not count',
    key: '21',
    records: [
      DECRYPT('21', '01T23:59:59', 'e21a'),
      DECRYPT('21', '02T00:00:00', 'e21b'),
      DECRYPT('21', '10T00:00:00', 'e21c'),
    ],
    history: once('02T00:00:00', 'e21b'),
  },
  {
    title: 'describing a key is not kept',
    key: '22',
    records: [DECRYPT('22', '05T10:00:00', 'e22', { eventName: 'DescribeKey' })],
    history: null,
  },
  {
    title: 'a key of another account is in the answer about that account',
    key: '23',
    records: [
      DECRYPT('23', '05T10:00:00', 'e23', {
        resources: [{ ARN: keyOf('23').replace(EXPECTED_ACCOUNT, '444455556666') }],
      }),
    ],
    history: null,
  },
  {
    title: 'the name of KMS in a text is not a record of KMS',
    key: '24',
    records: [
      {
        ...DECRYPT('24', '05T10:00:00', 'e24'),
        eventSource: 's3.amazonaws.com',
        userAgent: '"eventSource":"kms.amazonaws.com"',
      },
    ],
    history: null,
  },
  {
    title: 'two uses of one day that differ in nothing but time are counted together',
    key: '25',
    records: ['a', 'b', 'c'].map((letter, hour) => DECRYPT('25', `05T1${hour}:00:00`, `e25${letter}`)),
    history: {
      first: { ...use('05T10:00:00', 'e25a'), eventId: null },
      last: use('05T12:00:00', 'e25c'),
      days: [day('05', 3)],
    },
  },
]
