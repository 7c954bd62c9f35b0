import { expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { findDeletion } from '../../../src/sources/cloudtrail/deletion-event.ts'
import { aPlace, arn, finished, NOW } from '../../aws/a-place.ts'
import { event, history, inputs, mockCloudTrail, noise } from './lookups.ts'

mockCloudTrail()

const ADMIN = { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/admin' } }
const AWS = { userIdentity: { type: 'AWSService', invokedBy: 'AWS Internal' } }

const find = () => finished(findDeletion(aPlace().client, arn(1)))

test('deletion: the newest successful call that scheduled it says who did it and when', async () => {
  history([
    {
      Events: [
        event('ScheduleKeyDeletion', DAY, { ...ADMIN, errorCode: 'KMSInvalidStateException' }),
        event('ScheduleKeyDeletion', 2 * DAY, ADMIN),
        event('ScheduleKeyDeletion', 20 * DAY, { userIdentity: { type: 'Root' } }),
      ],
    },
  ])
  expect(await find()).toMatchObject({
    status: 'known',
    operation: 'ScheduleKeyDeletion',
    principal: ADMIN.userIdentity.arn,
    event_time: new Date(NOW - 2 * DAY).toISOString().replace('.000', ''),
  })
  expect(inputs()).toHaveLength(1)
})

test('deletion: the call that scheduled it counts before the deletion by AWS', async () => {
  history([{ Events: [event('DeleteKey', HOUR, AWS), event('ScheduleKeyDeletion', 8 * DAY, ADMIN)] }])
  expect(await find()).toMatchObject({ operation: 'ScheduleKeyDeletion', principal: ADMIN.userIdentity.arn })
})

test('deletion: the deletion by AWS is the answer if nothing else is recorded', async () => {
  history([{ Events: [event('DeleteKey', HOUR, AWS)] }])
  expect(await find()).toMatchObject({ status: 'known', operation: 'DeleteKey', principal: null })
})

test.each<[why: string, pages: Parameters<typeof history>[0], text: RegExp]>([
  ['there is no such call', [{ Events: [event('DescribeKey', DAY)] }], /^CloudTrail has no such call in the last 90 /],
  ['an event cannot be read', [{ Events: [event('ScheduleKeyDeletion', DAY, 'no JSON')] }], /^an event could not be /],
  ['the lookup is denied', [Object.assign(new Error('Not authorized'), { name: 'AccessDeniedException' })], /Not auth/],
  ['there are too many events', [noise(1), noise(2), noise(3), noise(4)], /page/],
])('deletion: it is not known who did it if %s', async (_, pages, text) => {
  history(pages)
  const found = await find()
  expect(found).toMatchObject({ status: 'unknown', why: expect.stringMatching(text) as string })
  expect(inputs().length).toBeLessThanOrEqual(3)
})
