import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, HOUR, SECOND } from '../../src/model/time.ts'
import type { Disposition, Usage } from '../../src/model/usage.ts'
import { TOLERANCE } from '../../src/aws/session/clock.ts'
import { decideDisposition } from '../../src/usage/disposition.ts'
import { remeasureEvidence } from '../../src/usage/remeasure.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { type Story, story, wasSeen } from './truth.ts'
import { randomRuns } from '../random-runs.ts'

const RUNS = { numRuns: randomRuns(200) }
const promise = (check: (told: Story) => void): void => fc.assert(fc.property(story, check), RUNS)

const judge = ({ evidence, createdAt, createdAtKnown, now }: Story, more: Evidence[] = []): Usage =>
  decideVerdict([...evidence, ...more], createdAtKnown ? createdAt : null, now)
const dispose = (told: Story): Disposition =>
  decideDisposition({ ...told, usage: judge(told), createdAt: told.createdAtKnown ? told.createdAt : null })
const isUnused = (each: Disposition): boolean => ['stale', 'never', 'silent'].includes(each)

/** Of sights that end before they begin (all lies within the delay) there is nothing to see. */
const latestSight = (evidence: readonly Evidence[]): number =>
  Math.max(
    ...evidence.flatMap(({ complete, sighting }) =>
      complete && (sighting.kind === 'used' || sighting.kind === 'not-seen') && sighting.since <= sighting.until
        ? [sighting.until]
        : [],
    ),
  )
const isCurrent = ({ complete, delay, sighting }: Evidence, now: number): boolean =>
  complete && (sighting.kind === 'used' || sighting.kind === 'not-seen') && sighting.until + delay >= now - HOUR

describe('usage of random stories', () => {
  test('usage: never is only said if the whole life of the key was seen without a use', () => {
    promise(told => {
      const usage = judge(told)
      if (usage.status !== 'never') return
      const [from, to] = [told.createdAt + SECOND, usage.until]
      expect(told.createdAtKnown).toBe(true)
      expect(told.createdAt).toBeLessThanOrEqual(to)
      expect(wasSeen(told.evidence, from, to)).toBe(true)
      expect(told.uses.filter(at => at >= from && at <= to)).toEqual([])
    })
  })

  test('usage: not observed is only said of time that was seen without a hole and without a use', () => {
    promise(told => {
      const usage = judge(told)
      if (usage.status !== 'not-observed') return
      expect(wasSeen(told.evidence, usage.since, usage.until)).toBe(true)
      expect(told.uses.filter(at => at >= usage.since && at <= usage.until)).toEqual([])
    })
  })

  test('usage: silence counts only if a source saw about now', () => {
    promise(told => {
      const usage = judge(told)
      if (usage.status !== 'never' && usage.status !== 'not-observed') return
      expect(told.evidence.some(each => isCurrent(each, told.now))).toBe(true)
    })
  })

  test('usage: a key is unused only if all of the last N days were seen without a use', () => {
    promise(told => {
      if (!isUnused(dispose(told))) return
      const from = told.now - told.unusedDays * DAY + HOUR
      const to = latestSight(told.evidence)
      expect(wasSeen(told.evidence, Math.min(from, to), to)).toBe(true)
      expect(told.evidence.some(each => isCurrent(each, told.now))).toBe(true)
      expect(told.uses.filter(at => at >= from && at <= to)).toEqual([])
    })
  })

  test('usage: a key is not unused if a source shows a use in the last N days', () => {
    promise(told => {
      const recent = told.evidence.some(
        ({ sighting }) => sighting.kind === 'used' && sighting.at > told.now - told.unusedDays * DAY,
      )
      if (recent) expect(dispose(told)).toBe('in_use')
    })
  })

  test('usage: a key is in use only if it was used in the last N days, or in an hour or day that reaches into them', () => {
    promise(told => {
      if (dispose(told) !== 'in_use') return
      const bucket = DAY
      expect(told.uses.some(at => at > told.now - told.unusedDays * DAY - bucket)).toBe(true)
    })
  })

  test('usage: a use that a source saw is shown, neither earlier than it was seen nor later than it was', () => {
    promise(told => {
      const starts = told.evidence.flatMap(({ sighting }) => (sighting.kind === 'used' ? [sighting.at] : []))
      const usage = judge(told)
      expect(usage.status === 'used').toBe(starts.length > 0)
      if (usage.status !== 'used') return
      expect(usage.at).toBeGreaterThanOrEqual(Math.max(...starts))
      expect(usage.at).toBeLessThanOrEqual(Math.max(...told.uses))
    })
  })

  test('usage: a date is the last use only if complete sources saw all time since', () => {
    promise(told => {
      const usage = judge(told)
      if (usage.status !== 'used' || usage.atLeast) return
      const end = usage.at + { second: SECOND, minute: 60 * SECOND, hour: HOUR, day: DAY }[usage.precision]
      const current = told.evidence.filter(each => isCurrent(each, told.now))
      expect(current).not.toEqual([])
      const to = latestSight(current)
      if (end <= to) expect(told.uses.filter(at => at > end && at <= to)).toEqual([])
      if (end <= to) expect(wasSeen(told.evidence, end, to)).toBe(true)
    })
  })

  test('usage: honest sources do not disagree', () => {
    promise(told => {
      expect(judge(told)).not.toHaveProperty('disagreement')
    })
  })

  test('usage: the order of the sources does not matter', () => {
    const shuffled = story.chain(told =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray(told.evidence, { minLength: told.evidence.length })),
    )
    fc.assert(
      fc.property(shuffled, ([told, evidence]) => {
        expect(judge({ ...told, evidence })).toEqual(judge(told))
        expect(dispose({ ...told, evidence })).toEqual(dispose(told))
      }),
      RUNS,
    )
  })

  test('usage: an additional answer neither hides a use nor moves the last use back', () => {
    fc.assert(
      fc.property(story, story, (told, other) => {
        for (const each of other.evidence) {
          const [before, after] = [judge(told), judge(told, [each])]
          if (before.status !== 'used') continue
          expect(after.status).toBe('used')
          expect(after).toHaveProperty(
            'at',
            expect.toSatisfy((at: number) => at >= before.at),
          )
        }
      }),
      RUNS,
    )
  })

  test('usage: a source without an answer changes only the reason', () => {
    promise(told => {
      const [since, until] = [told.createdAt, told.now]
      const mute: Evidence[] = [
        { source: 'x', complete: true, delay: 0, sighting: { kind: 'unknown', why: 'denied' } },
        { source: 'y', complete: true, delay: 0, sighting: { kind: 'partial', since, until } },
        { source: 'z', complete: false, delay: 0, sighting: { kind: 'not-seen', since, until } },
      ]
      const evidence = [...mute, ...told.evidence]
      expect(withoutReason(judge({ ...told, evidence }))).toEqual(withoutReason(judge(told)))
      expect(dispose({ ...told, evidence })).toBe(dispose(told))
    })
  })
})

/** The evidence as a run measured it that began with a time so far off, and measured again at its end. */
function misledBy(wrong: number, { evidence, now }: Story): Evidence[] {
  const timeline = { from: now - TOLERANCE, to: now + DAY, isCorrected: true }
  return evidence.map(each => remeasureEvidence(misled(each, wrong, now), timeline))
}

function misled(evidence: Evidence, wrong: number, now: number): Evidence {
  const { complete, delay, sighting, source } = evidence
  if (!complete || source === 'archive' || sighting.kind === 'unknown') return evidence
  const isHidden = sighting.kind === 'used' && sighting.until === sighting.at
  const date = isHidden ? now : sighting.until + delay
  const until = Math.min(date, date + wrong) - delay
  // CloudTrail is asked from a start that the run computes; KMS has one of its own.
  const asked = source === 'cloudtrail' ? Math.max(sighting.since, now + wrong - 90 * DAY + HOUR) : sighting.since
  const answered = { first: date, last: date }
  if (sighting.kind !== 'used') return { ...evidence, answered, sighting: { ...sighting, since: asked, until } }
  if (sighting.at < asked) {
    // A record that cannot be read may lie within the time that was asked about.
    const kind = isHidden ? 'partial' : 'not-seen'
    return { ...evidence, answered, sighting: { kind, since: asked, until } }
  }
  return {
    ...evidence,
    answered,
    sighting: { ...sighting, until: isHidden ? sighting.at : Math.max(until, sighting.at) },
  }
}

const wrongTimes = fc.constantFrom(-400 * DAY, -100 * DAY, -3 * HOUR, 3 * HOUR, 30 * DAY, 100 * DAY, 400 * DAY)

describe('usage of a run with a wrong clock', () => {
  const promised = (check: (told: Story, usage: Usage) => void): void =>
    fc.assert(
      fc.property(story, wrongTimes, (told, wrong) => {
        const evidence = misledBy(wrong, told)
        check({ ...told, evidence }, judge({ ...told, evidence }))
      }),
      RUNS,
    )

  test('remeasured usage: no silence covers a use', () => {
    promised((told, usage) => {
      if (usage.status !== 'never' && usage.status !== 'not-observed') return
      const from = usage.status === 'never' ? told.createdAt + SECOND : usage.since
      expect(told.uses.filter(at => at >= from && at <= usage.until)).toEqual([])
    })
  })

  test('remeasured usage: every use that a source saw is kept', () => {
    promised((told, usage) => {
      const seen = told.evidence.some(({ sighting }) => sighting.kind === 'used')
      expect(usage.status === 'used').toBe(seen)
    })
  })

  test('remeasured usage: a key used in the last N days is not unused', () => {
    promised(told => {
      if (!isUnused(dispose(told))) return
      const from = told.now - told.unusedDays * DAY + HOUR
      expect(told.uses.filter(at => at >= from && at <= latestSight(told.evidence))).toEqual([])
    })
  })
})

const withoutReason = (usage: Usage): Usage => (usage.status === 'unknown' ? { ...usage, why: '' } : usage)
