import { day, once, use, type ExpectedCase } from './expected-case.ts'
import { DECRYPT, keyOf } from './expected-records.ts'

/** How often and how late an event is delivered, and how many keys it names. */
export const DELIVERIES: readonly ExpectedCase[] = [
  { title: 'one use', key: '01', records: [DECRYPT('01', '05T10:00:00', 'e01')], history: once('05T10:00:00', 'e01') },
  {
    title: 'two uses on two days, delivered late',
    key: '02',
    records: [DECRYPT('02', '07T10:00:00', 'e02b'), DECRYPT('02', '05T23:59:59', 'e02a')],
    history: {
      first: { ...use('05T23:59:59', 'e02a'), eventId: null },
      last: use('07T10:00:00', 'e02b'),
      days: [day('05', 1), day('07', 1)],
    },
  },
  {
    title: 'one event that is delivered twice counts once',
    key: '03',
    records: [DECRYPT('03', '05T10:00:00', 'e03'), DECRYPT('03', '05T10:00:00', 'e03')],
    history: once('05T10:00:00', 'e03'),
  },
  {
    title: 'an update of a record counts once, under the greater id',
    key: '04',
    records: [
      DECRYPT('04', '05T10:00:00', 'e04a'),
      DECRYPT('04', '05T10:00:00', 'e04b', { addendum: { reason: 'UPDATED_DATA', originalEventID: 'e04a' } }),
    ],
    history: once('05T10:00:00', 'e04b'),
  },
  {
    title: 'a delay names no earlier event',
    key: '05',
    records: [
      DECRYPT('05', '05T10:00:00', 'e05a', { addendum: { reason: 'DELIVERY_DELAY', originalEventID: '' } }),
      DECRYPT('05', '05T11:00:00', 'e05b', { addendum: { reason: 'DELIVERY_DELAY', originalEventID: '' } }),
    ],
    history: {
      first: { ...use('05T10:00:00', 'e05a'), eventId: null },
      last: use('05T11:00:00', 'e05b'),
      days: [day('05', 2)],
    },
  },
  {
    title: 'a ReEncrypt uses both of its keys (the source)',
    key: '06',
    records: [
      DECRYPT('06', '05T10:00:00', 'e06', {
        eventName: 'ReEncrypt',
        resources: [{ ARN: keyOf('06') }, { ARN: keyOf('07') }],
      }),
    ],
    history: once('05T10:00:00', 'e06', { operation: 'ReEncrypt' }),
  },
  {
    title: 'a ReEncrypt uses both of its keys (the destination)',
    key: '07',
    records: [],
    history: once('05T10:00:00', 'e06', { operation: 'ReEncrypt' }),
  },
  {
    title: 'a key that a record names twice is used once',
    key: '08',
    records: [
      DECRYPT('08', '05T10:00:00', 'e08', {
        eventName: 'ReEncrypt',
        resources: [{ ARN: keyOf('08') }, { ARN: keyOf('08') }],
      }),
    ],
    history: once('05T10:00:00', 'e08', { operation: 'ReEncrypt' }),
  },
]
