import { expect, test } from 'vitest'
import type { ArchivedDay, KeyHistory } from '../../../src/model/archive/archive-question.ts'
import type { WatchReading } from '../../../src/model/retirement/watch-reading.ts'
import { DAY, dayText, HOUR } from '../../../src/model/time.ts'
import { watchKey } from '../../../src/retirement/watch/watch-key.ts'
import { disabled, KEY, NOW, OWNER, quietReading, refused, target, trail } from './readings.ts'

const DISABLED = NOW - 40 * DAY
const ROLE = `arn:aws:iam::${OWNER}:role/nightly`

const history = (more: Partial<KeyHistory> = {}): KeyHistory => ({
  key: KEY,
  first: null,
  last: null,
  refused: null,
  publicKeyReadAt: null,
  disabledAt: null,
  days: [],
  ...more,
})
const day = (at: number, more: Partial<ArchivedDay> = {}): ArchivedDay => ({
  day: dayText(at),
  operation: 'Decrypt',
  principal: ROLE,
  service: null,
  error: 'DisabledException',
  events: 3,
  ...more,
})
const use = (at: number) => ({ at, operation: 'Decrypt', principal: ROLE, service: null, eventId: null })

const watched = (found: KeyHistory | null, more: Partial<WatchReading> = {}) =>
  watchKey(quietReading({ archived: { known: true, value: found }, ...more }), 30)

test('watch with an archive: a refused call that event history does not show means that the key is needed', () => {
  const days = [day(NOW - 35 * DAY), day(NOW - 20 * DAY, { events: 2 })]
  expect(watched(history({ days }))).toMatchObject({
    verdict: 'needed',
    why: 'needed by role/nightly',
    refused: [
      {
        source: 'archive',
        principal: ROLE,
        principal_account: OWNER,
        calls: 5,
        first_at: `${dayText(NOW - 35 * DAY)}T00:00:00Z`,
        last_at: `${dayText(NOW - 20 * DAY)}T00:00:00Z`,
      },
    ],
  })
})

test('watch with an archive: a call that both show counts once, with the detail of event history', () => {
  const own = refused(NOW - 5 * DAY, { caller: { ...refused(0).caller, issuer: ROLE } })
  const trails = [trail({ events: [disabled(DISABLED), own] })]
  const { refused: calls } = watched(history({ days: [day(NOW - 5 * DAY, { events: 1 })] }), { trails })
  expect(calls).toHaveLength(1)
  expect(calls[0]).not.toHaveProperty('source')
})

test.each<[what: string, day: ArchivedDay, verdict: string]>([
  ['on the day on which the key was disabled counts', day(DISABLED), 'needed'],
  ['on the day before does not count', day(DISABLED - DAY), 'quiet'],
  ['that was denied does not count', day(NOW - DAY, { error: 'AccessDenied' }), 'quiet'],
  ['with the spelling of a service counts', day(NOW - DAY, { error: 'KMS.KMSInvalidStateException' }), 'needed'],
])('watch with an archive: a call %s', (_, one, verdict) =>
  expect(watched(history({ days: [one] })).verdict).toBe(verdict),
)

test('watch with an archive: a use after the key was disabled means that it is needed', () => {
  const { verdict, why, archived_use: found } = watched(history({ last: use(NOW - 3 * DAY) }))
  expect({ verdict, why }).toEqual({
    verdict: 'needed',
    why: 'needed by role/nightly, which used the key at 2026-11-17 14:30 UTC',
  })
  expect(found).toMatchObject({ at: '2026-11-17T14:30:00Z', operation: 'Decrypt', principal: ROLE })
})

test('watch with an archive: a use within an hour after the key was disabled does not count', () => {
  const found = watched(history({ last: use(DISABLED + HOUR - 1) }))
  expect(found).toMatchObject({ verdict: 'quiet', archived_use: null })
})

test('watch with an archive: uses and refusals of the years before the plan do not count', () => {
  const old = history({ last: use(NOW - 400 * DAY), days: [day(NOW - 500 * DAY)] })
  const before = { target: target({ wave: null }), trails: [trail({ events: [] })] }
  expect(watched(old, before)).toMatchObject({ archived_use: null, refused: [] })
})

test('watch with an archive: its silence does not make up for event history', () => {
  const unread = [trail({ since: null, until: null, why: 'access denied', events: [] })]
  expect(watched(null, { trails: unread }).verdict).toBe('not_seen')
})

test('watch with an archive: one that could not be read leaves the key undecided', () => {
  const found = watchKey(quietReading({ archived: { known: false, why: 'the index is damaged' } }), 30)
  expect(found).toMatchObject({ verdict: 'not_seen', not_seen_why: ['the archive was not read: the index is damaged'] })
})

test('watch: without an archive, the record does not speak of one', () => {
  expect(watchKey(quietReading(), 30)).not.toHaveProperty('archived_use')
})
