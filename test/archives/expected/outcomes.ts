import { at, day, once, type ExpectedCase } from './expected-case.ts'
import { DECRYPT, DISABLE_KEY, ROLE } from './expected-records.ts'

/** What is a use, and what is not. */
export const OUTCOMES: readonly ExpectedCase[] = [
  {
    title: 'an empty error code is success',
    key: '09',
    records: [DECRYPT('09', '05T10:00:00', 'e09', { errorCode: '' })],
    history: once('05T10:00:00', 'e09'),
  },
  {
    title: 'an error code of null is success',
    key: '10',
    records: [DECRYPT('10', '05T10:00:00', 'e10', { errorCode: null })],
    history: once('05T10:00:00', 'e10'),
  },
  {
    title: 'a denied call is not a use',
    key: '11',
    records: [DECRYPT('11', '05T10:00:00', 'e11', { errorCode: 'AccessDenied' })],
    history: { days: [day('05', 1, { error: 'AccessDenied' })] },
  },
  {
    title: 'the state of the key refuses a use',
    key: '12',
    records: [
      DECRYPT('12', '05T10:00:00', 'e12a'),
      DECRYPT('12', '06T10:00:00', 'e12b', { errorCode: 'DisabledException' }),
    ],
    history: {
      ...once('05T10:00:00', 'e12a'),
      refused: {
        at: at('06T10:00:00'),
        error: 'DisabledException',
        operation: 'Decrypt',
        principal: ROLE,
        service: null,
      },
      days: [day('05', 1), day('06', 1, { error: 'DisabledException' })],
    },
  },
  {
    title: 'a dry run that would have succeeded is not a use',
    key: '13',
    records: [DECRYPT('13', '05T10:00:00', 'e13', { requestParameters: { dryRun: true } })],
    history: { days: [day('05', 1, { error: 'DryRunOperationException' })] },
  },
  {
    title: 'reading the public key is not a use',
    key: '14',
    records: [DECRYPT('14', '05T10:00:00', 'e14', { eventName: 'GetPublicKey' })],
    history: { publicKeyReadAt: at('05T10:00:00') },
  },
  {
    title: 'disabling a key is not a use',
    key: '15',
    records: [DISABLE_KEY('15', '05T10:00:00', 'e15')],
    history: { disabledAt: at('05T10:00:00') },
  },
  {
    title: 'a key that could not be disabled was not',
    key: '16',
    records: [
      DECRYPT('16', '05T10:00:00', 'e16a'),
      { ...DISABLE_KEY('16', '05T11:00:00', 'e16b'), errorCode: 'AccessDenied' },
    ],
    history: once('05T10:00:00', 'e16a'),
  },
]
