import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { EvidenceRequest } from '../../../src/collect/place/evidence-request.ts'
import type { OpenSource } from '../../../src/collect/place/open-source.ts'
import { gatherEvidence } from '../../../src/collect/place/gather-evidence.ts'
import { NO_MEMORY } from '../../../src/collect/run/memory.ts'
import type { Evidence, Sighting } from '../../../src/model/evidence.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { archiveSource } from '../../../src/sources/archive/archive-source.ts'
import cloudtrail from '../../../src/sources/cloudtrail/cloudtrail.ts'
import cloudwatch from '../../../src/sources/cloudwatch.ts'
import kms from '../../../src/sources/kms.ts'
import type { Effort, SourceAnswer } from '../../../src/sources/source.ts'
import { arn, id, NOW } from '../../aws/a-place.ts'
import { ALLOWED } from '../account/allowed.ts'
import { evidenceOf, notSeen, usedAt } from './a-counted-key.ts'

const TRACKING = NOW - 211 * DAY
const real = { kms, archive: archiveSource('archive'), cloudtrail, cloudwatch }
type Name = keyof typeof real
const NAMES: readonly Name[] = ['kms', 'cloudtrail', 'cloudwatch']

const denied: Sighting = { kind: 'unknown', why: 'denied' }
const trailSilence: Sighting = { kind: 'not-seen', since: NOW - 90 * DAY + HOUR, until: NOW - HOUR / 4 }
const partial: Sighting = { kind: 'partial', since: NOW - 10 * DAY, until: NOW }
const inUse = usedAt(NOW - 3 * DAY)
const longAgo = usedAt(NOW - 150 * DAY)
/** Its log files end a month ago, and those of one day are missing. */
const archiveSilence: Sighting = { kind: 'not-seen', since: NOW - 400 * DAY, until: NOW - 30 * DAY }
const beforeTheHole: Sighting = { kind: 'not-seen', since: NOW - 900 * DAY, until: NOW - 401 * DAY }
const DEFAULTS: Readonly<Record<Name, SourceAnswer>> = {
  kms: { sighting: notSeen(TRACKING) },
  archive: { sighting: archiveSilence, others: [beforeTheHole] },
  cloudtrail: { sighting: trailSilence },
  cloudwatch: { sighting: { kind: 'not-seen', since: NOW - 455 * DAY, until: NOW } },
}

const counts = (at: number): Promise<Evidence> =>
  Promise.resolve({
    source: 'cloudwatch',
    complete: false,
    delay: 0,
    sighting: { kind: 'used', at, precision: 'day', since: NOW - 30 * DAY, until: NOW },
  })

/** The sources' own plan, with these answers in place of AWS's. */
async function gather(
  answers: Partial<Record<Name, SourceAnswer>> = {},
  inquiry: Partial<EvidenceRequest> & { manager?: string | null; sources?: readonly Name[] } = {},
) {
  const asked: string[] = []
  const sources = (inquiry.sources ?? NAMES).map((name): OpenSource => ({
    id: name,
    source: real[name],
    reader: {
      look: async (_, effort: Effort) => {
        asked.push(`${name} ${effort}`)
        return answers[name] ?? DEFAULTS[name]
      },
    },
  }))
  const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: inquiry.manager ?? 'CUSTOMER' }
  const defaults = { ...ALONE, createdAt: NOW - 900 * DAY, counted: Promise.resolve(null), auto: true }
  const gathered = await gatherEvidence({ key, unusedDays: 90, now: NOW, ...defaults, ...inquiry }, sources)
  return { ...gathered, asked }
}

const ALONE = {
  latest: () => NOW,
  doubleCheck: false,
  refusalsMatter: false,
  looks: { inUse: true, unused: true },
  fast: false,
  memory: NO_MEMORY,
  opinions: ALLOWED,
  place: { partition: 'aws', account: '111122223333', region: 'us-east-1' },
}
const WITH_ARCHIVE: readonly Name[] = ['kms', 'archive', 'cloudtrail', 'cloudwatch']
const ALL = ['kms full', 'cloudtrail short', 'cloudwatch full']

describe('an archive', () => {
  test('archive: it is not searched for a key of which KMS knows the last use', async () => {
    const { asked } = await gather({ kms: { sighting: inUse } }, { sources: WITH_ARCHIVE })
    expect(asked).toEqual(['kms full'])
  })

  test('archive: where KMS is denied, one that ends a month ago spares neither CloudTrail nor CloudWatch', async () => {
    const used = usedAt(NOW - 300 * DAY)
    for (const sighting of [archiveSilence, { ...used, until: NOW - 30 * DAY }]) {
      const answers = { kms: { sighting: denied }, archive: { sighting }, cloudtrail: { sighting: partial } }
      const { asked } = await gather(answers, { sources: WITH_ARCHIVE })
      expect(asked).toEqual(['kms full', 'archive full', 'cloudtrail full', 'cloudwatch full'])
    }
  })

  test('archive: each stretch of time that it covers is a piece of evidence', async () => {
    const { evidence } = await gather({}, { sources: WITH_ARCHIVE })
    const seen = evidence.filter(({ source }) => source === 'archive').map(({ sighting }) => sighting)
    expect(seen).toEqual([archiveSilence, beforeTheHole])
    expect(evidence.every(({ source, complete }) => complete === (source !== 'cloudwatch'))).toBe(true)
  })
})

describe('the automatic plan asks', () => {
  test.each<[string, Partial<Record<Name, SourceAnswer>>, Parameters<typeof gather>[1], string[]]>([
    ['KMS alone for a key in use', { kms: { sighting: inUse } }, {}, ['kms full']],
    ['a second opinion and hindsight for a key that KMS did not see', {}, {}, ALL],
    ['the same for a key last used long ago', { kms: { sighting: longAgo } }, {}, ALL],
    [
      'CloudTrail in full and hindsight where KMS is denied',
      { kms: { sighting: denied } },
      {},
      ['kms full', 'cloudtrail full', 'cloudwatch full'],
    ],
    [
      'no hindsight when CloudTrail finds the use that KMS may not tell',
      { kms: { sighting: denied }, cloudtrail: { sighting: inUse } },
      {},
      ['kms full', 'cloudtrail full'],
    ],
    [
      'hindsight when neither answered',
      { kms: { sighting: denied }, cloudtrail: { sighting: partial } },
      {},
      ['kms full', 'cloudtrail full', 'cloudwatch full'],
    ],
    [
      'CloudTrail in full when KMS tracks for less than ninety days',
      { kms: { sighting: notSeen(NOW - 30 * DAY) }, cloudtrail: { sighting: inUse } },
      {},
      ['kms full', 'cloudtrail full'],
    ],
    [
      'KMS alone for a young key whose whole life it saw: it is not called unused',
      { kms: { sighting: notSeen(NOW - 9 * DAY) } },
      { createdAt: NOW - 9 * DAY },
      ['kms full'],
    ],
    [
      'no hindsight when the second opinion contradicts',
      { cloudtrail: { sighting: inUse } },
      {},
      ['kms full', 'cloudtrail short'],
    ],
    [
      'CloudTrail to its end with --double-check',
      {},
      { doubleCheck: true },
      ['kms full', 'cloudtrail full', 'cloudwatch full'],
    ],
    ['only KMS about an AWS managed key, which cannot be deleted', {}, { manager: 'AWS' }, ['kms full']],
    [
      'CloudTrail about an AWS managed key that KMS refuses',
      { kms: { sighting: denied } },
      { manager: 'AWS' },
      ['kms full', 'cloudtrail full'],
    ],
    [
      'with another --unused-days by that',
      { kms: { sighting: usedAt(NOW - 100 * DAY) } },
      { unusedDays: 120 },
      ['kms full'],
    ],
    ['no other source when the counts show a use', {}, { counted: counts(NOW - 2 * DAY) }, ['kms full']],
    ['only the sources that there are', { kms: { sighting: denied } }, { sources: ['kms'] }, ['kms full']],
  ])('evidence: the automatic plan asks %s', async (_, answers, inquiry, asked) => {
    expect((await gather(answers, inquiry)).asked).toEqual(asked)
  })

  test('evidence: the automatic plan goes by the creation date from KMS, if the key cannot be described', async () => {
    const createdAt = NOW - 9 * DAY
    const known = await gather({ kms: { createdAt, sighting: notSeen(createdAt) } }, { createdAt: null })
    expect(known).toMatchObject({ createdAt, asked: ['kms full'] })
    const unknown = await gather({ kms: { sighting: notSeen(createdAt) } }, { createdAt: null })
    expect(unknown).toMatchObject({ createdAt: null, asked: ['kms full', 'cloudtrail full', 'cloudwatch full'] })
  })

  test('evidence: the automatic plan goes by the creation date of DescribeKey, if there is one', async () => {
    const { createdAt } = await gather({ kms: { createdAt: NOW, sighting: notSeen() } })
    expect(createdAt).toBe(NOW - 900 * DAY)
  })
})

test('evidence: sources that were named are all asked in full, in their order', async () => {
  const { asked, evidence } = await gather({ kms: { sighting: inUse } }, { auto: false })
  expect(asked).toEqual(['kms full', 'cloudtrail full', 'cloudwatch full'])
  expect(evidence.map(({ source }) => source)).toEqual(NAMES)
})

test('evidence: without a source there is none', async () => {
  expect(await gather({}, { sources: [] })).toMatchObject({ evidence: [], asked: [] })
})

describe('evidence', () => {
  test('evidence: it carries the name and the nature of its source, and what the answer said besides', async () => {
    const { evidence } = await gather({
      cloudtrail: { sighting: trailSilence, unverified: true, publicKeyReadAt: NOW - DAY },
    })
    expect(evidence).toEqual([
      evidenceOf('kms', notSeen(TRACKING)),
      { ...evidenceOf('cloudtrail', trailSilence), unverified: true, publicKeyReadAt: NOW - DAY },
      evidenceOf('cloudwatch', DEFAULTS.cloudwatch.sighting),
    ])
  })

  test('evidence: that of the counts is added when no finer one was looked up', async () => {
    const counted = counts(NOW - 20 * DAY)
    const { evidence } = await gather({ kms: { sighting: denied }, cloudtrail: { sighting: inUse } }, { counted })
    expect(evidence.map(({ source, sighting }) => `${source} ${sighting.kind}`)).toEqual([
      'kms unknown',
      'cloudtrail used',
      'cloudwatch used',
    ])
  })

  test('evidence: that of the counts is replaced by an hour that was looked up', async () => {
    const hour: Sighting = { ...usedAt(NOW - 20 * DAY), precision: 'hour' } as Sighting
    const answers = { kms: { sighting: denied }, cloudtrail: { sighting: denied }, cloudwatch: { sighting: hour } }
    const { evidence } = await gather(answers, { counted: counts(NOW - 21 * DAY) })
    expect(evidence.filter(({ source }) => source === 'cloudwatch')).toEqual([evidenceOf('cloudwatch', hour)])
  })

  test('evidence: a use in the counts is kept beside a look that found nothing', async () => {
    const answers = { kms: { sighting: denied }, cloudtrail: { sighting: denied } }
    const { evidence } = await gather(answers, { counted: counts(NOW - 20 * DAY) })
    expect(evidence.map(({ sighting }) => sighting.kind)).toEqual(['unknown', 'unknown', 'not-seen', 'used'])
  })

  test('evidence: the counts are waited for, but KMS is asked before they arrive', async () => {
    const look = vi.fn(async () => ({ sighting: inUse }))
    const coming: ((evidence: Evidence | null) => void)[] = []
    const counted = new Promise<Evidence | null>(resolve => coming.push(resolve))
    const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: null }
    const inquiry = { ...ALONE, key, createdAt: null, counted, auto: true, unusedDays: 90, now: NOW }
    const gathering = gatherEvidence(inquiry, [{ id: 'kms', source: kms, reader: { look } }])
    await Promise.resolve()
    expect(look).toHaveBeenCalledTimes(1)
    coming[0]?.(await counts(NOW - DAY))
    expect((await gathering).evidence).toHaveLength(2)
  })
})

test('evidence: whatever the sources answer, each is asked at most once, in order, and by the rules', async () => {
  const instant = fc.integer({ min: 0, max: 400 }).map(days => NOW - days * DAY)
  const sighting = fc.oneof(
    instant.map(usedAt),
    instant.map(since => notSeen(since)),
    fc.constant(partial),
    fc.constant(denied),
  )
  const testimony = sighting.map(each => ({ sighting: each }))
  const said = fc.record({ kms: testimony, cloudtrail: testimony, cloudwatch: testimony })
  const asking = fc.record({
    createdAt: fc.option(instant),
    doubleCheck: fc.boolean(),
    unusedDays: fc.integer({ min: 1, max: 200 }),
    manager: fc.constantFrom('CUSTOMER', 'AWS'),
  })
  await fc.assert(
    fc.asyncProperty(said, asking, fc.option(instant), async (answers, inquiry, countedAt) => {
      const counted = countedAt === null ? Promise.resolve(null) : counts(countedAt)
      const { asked, evidence } = await gather(answers, { ...inquiry, counted })
      const names = asked.map(each => each.split(' ')[0])
      const trail = asked.find(each => each.startsWith('cloudtrail'))
      expect(asked[0]).toBe('kms full')
      expect(names).toEqual(NAMES.filter(name => names.includes(name)))
      expect(evidence.length).toBeLessThanOrEqual(names.length + (countedAt === null ? 0 : 1))
      for (const name of names) {
        const given = answers[name as Exclude<Name, 'archive'>].sighting
        expect(evidence).toContainEqual(evidenceOf(name as Exclude<Name, 'archive'>, given))
      }

      const { kind } = answers.kms.sighting
      if (kind === 'unknown' || kind === 'partial') expect(trail).toBe('cloudtrail full')
      if (trail === 'cloudtrail short') expect(inquiry.doubleCheck).toBe(false)
      const lately = [answers.kms.sighting].some(
        told => told.kind === 'used' && NOW - told.at < inquiry.unusedDays * DAY,
      )
      if (lately) expect(asked).toEqual(['kms full'])
      const answered = [answers.kms, ...(trail === undefined ? [] : [answers.cloudtrail])].some(
        ({ sighting: told }) => told.kind === 'used' || told.kind === 'not-seen',
      )
      if (!answered) expect(asked).toContain('cloudwatch full')
      if (inquiry.manager === 'AWS' && answered) expect(asked).not.toContain('cloudwatch full')
    }),
    { numRuns: 300 },
  )
})

const failsLater = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('later than the counts')), 30))

test('evidence: counts that fail while KMS is being asked reject the call, not the process', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const counted = Promise.reject(new TypeError('bug'))
  const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: null }
  const inquiry = { ...ALONE, key, createdAt: null, counted, auto: true, unusedDays: 90, now: NOW }
  await expect(gatherEvidence(inquiry, [{ id: 'kms', source: kms, reader: { look: failsLater } }])).rejects.toThrow()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
