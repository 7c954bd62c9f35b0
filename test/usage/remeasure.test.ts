import { expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'
import { remeasureEvidence, type Timeline } from '../../src/usage/remeasure.ts'
import { cloudtrail, cloudwatch, daysAgo, kms, now, used } from './samples.ts'

const right: Timeline = { from: now, to: now + HOUR, isCorrected: false }
const corrected: Timeline = { ...right, isCorrected: true }
const at = (first: number, evidence: Evidence): Evidence => ({ ...evidence, answered: { first, last: first } })

test('remeasured evidence: evidence of a run whose clock was right stays as it is', () => {
  for (const evidence of [at(now, kms()), at(now + HOUR, cloudtrail()), cloudwatch()]) {
    expect(remeasureEvidence(evidence, right)).toBe(evidence)
  }
})

test('remeasured evidence: sight that was measured by a wrong clock ends by the time of its answer', () => {
  const measured = at(now + MINUTE, kms({ until: now - 100 * DAY - HOUR }))
  expect(remeasureEvidence(measured, corrected).sighting).toMatchObject({
    kind: 'not-seen',
    until: now + MINUTE - HOUR,
  })
  const inUse = at(now + MINUTE, kms({ ...used(daysAgo(3)), until: now - 100 * DAY }))
  expect(remeasureEvidence(inUse, corrected).sighting).toMatchObject({ at: daysAgo(3), until: now + MINUTE - HOUR })
})

test.each([
  ['before the run', now - DAY],
  ['after the run', now + DAY],
])('remeasured evidence: silence in an answer that is dated %s decides nothing, and says why', (_, date) => {
  expect(remeasureEvidence(at(date, kms()), right).sighting).toMatchObject({
    kind: 'unknown',
    reason: 'malformed',
    why: expect.stringMatching(/dated .*, outside the time of this audit/) as string,
  })
})

test('remeasured evidence: a use in an answer that is dated before the run stays, with nothing seen around it', () => {
  const sighting = remeasureEvidence(at(now - DAY, kms(used(daysAgo(3)))), right).sighting
  expect(sighting).toMatchObject({ kind: 'used', at: daysAgo(3), since: daysAgo(3), until: daysAgo(3) })
})

test('remeasured evidence: a query about a future time saw nothing', () => {
  const measured = at(now, cloudtrail({ since: now + 10 * DAY, until: now - 15 * MINUTE }))
  expect(remeasureEvidence(measured, corrected).sighting).toMatchObject({ kind: 'unknown', reason: 'malformed' })
})

test('remeasured evidence: a query about a future time saw nothing, even if a long run ends after that time', () => {
  const measured = at(now, cloudtrail({ since: now + 10 * DAY, until: now - 15 * MINUTE }))
  const long = { ...corrected, to: now + 11 * DAY }
  expect(remeasureEvidence(measured, long).sighting).toMatchObject({ kind: 'unknown', reason: 'malformed' })
})

test('remeasured evidence: a use that unread events may follow has no sight after it', () => {
  const evidence = at(now, cloudtrail({ ...used(daysAgo(3)), until: daysAgo(3) }))
  expect(remeasureEvidence(evidence, corrected)).toBe(evidence)
})

test('remeasured evidence: a use in the future counts only if the clock of the run was slow', () => {
  const futureUse = { at: daysAgo(3), operation: 'Decrypt', eventId: 'e-1' }
  const unread: Evidence = { ...at(now - 100 * DAY, cloudtrail({ kind: 'partial' } as never)), futureUse }
  const early: Timeline = { from: now - 100 * DAY, to: now - 100 * DAY, isCorrected: false }
  expect(remeasureEvidence(unread, early).sighting.kind).toBe('partial')
  expect(remeasureEvidence(unread, corrected).sighting).toEqual({
    kind: 'used',
    at: daysAgo(3),
    precision: 'second',
    operation: 'Decrypt',
    eventId: 'e-1',
    since: daysAgo(3),
    until: daysAgo(3),
  })
})
