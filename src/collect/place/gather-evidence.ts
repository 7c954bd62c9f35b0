import type { Evidence } from '../../model/evidence.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'
import { DAY } from '../../model/time.ts'
import type {
  AskedKey,
  EffortQuestion,
  Source,
  SourceSettings,
  SourceAnswer,
  SourceReader,
} from '../../sources/source.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { WantedLooks } from '../../model/options.ts'
import { disposition, isUnusedDisposition } from '../../usage/disposition.ts'
import { endOf, usesIn } from '../../usage/use.ts'
import { verdict } from '../../usage/verdict.ts'
import type { Memory } from '../run/memory.ts'
import { remembered } from '../run/memory.ts'
import { testify } from './testify.ts'
import type { SecondOpinions } from './second-opinions.ts'

/** A source that has begun with a place. */
export interface OpenSource extends NamedSource {
  reader: SourceReader
}

export const openSources = (
  sources: readonly NamedSource[],
  access: PlaceClient,
  settings: SourceSettings,
): OpenSource[] => sources.map(({ id, source }) => ({ id, source, reader: source.open(access, settings) }))

export interface Inquiry {
  key: AskedKey
  createdAt: Instant | null
  /** A use that the request counts show, when they have come: nobody asks for it twice, nobody may ignore it. */
  counted: Promise<Evidence | null>
  /** False: every source is asked for everything it knows. */
  auto: boolean
  doubleCheck: boolean
  /** The key cannot be used as it is, and a check wants to know who tries. */
  refusalsMatter: boolean
  looks: Pick<WantedLooks, 'inUse' | 'unused'>
  /** `--fast`: a recent use that a cheap look shows is enough. */
  fast: boolean
  memory: Memory
  /** Shares out the short looks of the place. */
  opinions: Pick<SecondOpinions, 'queue' | 'settle' | 'leave' | 'ask' | 'whyNot'>
  place: Place
  unusedDays: number
  now: Instant
  /** The latest moment at which an answer can have been given. */
  latest(): Instant
}

interface Gathered {
  evidence: readonly Evidence[]
  createdAt: Instant | null
}

/** Asks the sources one after the other, each knowing what the others before it said. */
export async function gatherEvidence(inquiry: Inquiry, sources: readonly OpenSource[]): Promise<Gathered> {
  const { key, opinions } = inquiry
  try {
    return await gather(inquiry, sources)
  } finally {
    // Others wait to know whether this key wants a second opinion.
    opinions.leave(key.id)
  }
}

async function gather(inquiry: Inquiry, sources: readonly OpenSource[]): Promise<Gathered> {
  settleWhenCounted(inquiry)
  const seenQuickly = inquiry.fast ? await quickLooks(inquiry, sources) : []
  let { createdAt } = inquiry
  if (isSurelyInUse(inquiry, seenQuickly)) {
    // Others need not wait for the counts of this key.
    inquiry.opinions.leave(inquiry.key.id)
    return { evidence: await withCounted(seenQuickly, inquiry), createdAt }
  }
  inquiry.opinions.queue(inquiry.key.id)
  // The sources are asked in full from here on, and mostly report again what the quick look showed.
  const evidence: Evidence[] = []
  let asked = 0
  for (const { id, source, reader } of sources) {
    const counted = asked === 0 ? null : await inquiry.counted
    const soFar = counted === null ? evidence : [...evidence, counted]
    const effort = inquiry.auto ? source.auto(question(inquiry, soFar, createdAt)) : 'full'
    if (effort === 'skip') continue
    const answer = await testify(inquiry, { id, source, reader, effort })
    createdAt ??= answer.createdAt ?? null
    evidence.push(toEvidence(id, source, answer))
    asked++
  }
  return { evidence: await withCounted([...evidence, ...untold(seenQuickly, evidence)], inquiry), createdAt }
}

/** Uses that a quick look showed and no source reported again, as when all sources failed later. */
const untold = (seenQuickly: readonly Evidence[], evidence: readonly Evidence[]): Evidence[] =>
  usesIn(seenQuickly).filter(({ sighting: { at } }) => usesIn(evidence).every(({ sighting }) => endOf(sighting) <= at))

/** A use that the request counts show ends the question of a second opinion long before KMS has answered. */
function settleWhenCounted(inquiry: Inquiry): void {
  const { counted, key, opinions, refusalsMatter } = inquiry
  const settle = (evidence: Evidence | null): void => {
    if (evidence !== null && !refusalsMatter && isSurelyInUse(inquiry, [evidence])) opinions.settle(key.id)
  }
  // It may fail while a source is still being asked; everything that awaits it meets the error.
  counted.then(settle, () => {})
}

/** A key that an earlier run asked in full was not seen to be in use by its quick look. */
async function quickLooks({ key, memory, place }: Inquiry, sources: readonly OpenSource[]): Promise<Evidence[]> {
  const [first] = sources
  if (first !== undefined && memory.recall(place, `${first.id} full`, key.id) !== undefined) return []
  const evidence: Evidence[] = []
  for (const { id, source, reader } of sources) {
    const look = async (): Promise<SourceAnswer | null> => (await reader.quickLook?.(key)) ?? null
    const fact = { place, kind: `${id} quick look`, id: key.id }
    const answer = await remembered(memory, fact, look, seen => seen !== null)
    if (answer !== null) evidence.push(toEvidence(id, source, answer))
  }
  return evidence
}

/** An hour that lies only in part within the days that count leaves open what a finer source would say. */
function isSurelyInUse({ createdAt, now, unusedDays }: Inquiry, evidence: readonly Evidence[]): boolean {
  const usage = verdict(evidence, createdAt, now)
  return usage.status === 'used' && now - usage.at < unusedDays * DAY
}

/** What was looked up on purpose is finer than what the counts show by the way, if it is not older. */
async function withCounted(evidence: Evidence[], { counted }: Inquiry): Promise<readonly Evidence[]> {
  const shown = await counted
  if (shown?.sighting.kind !== 'used') return evidence
  const { at } = shown.sighting
  const isLookedUp = usesIn(evidence).some(({ source, sighting }) => source === shown.source && sighting.at >= at)
  return isLookedUp ? evidence : [...evidence, shown]
}

function question(inquiry: Inquiry, evidence: readonly Evidence[], createdAt: Instant | null): EffortQuestion {
  const { now, unusedDays, doubleCheck, key, looks } = inquiry
  const usage = verdict(evidence, createdAt, now)
  const is = disposition({ usage, evidence, createdAt, now, unusedDays })
  // Nobody can delete an AWS managed key. One that is pending deletion is looked at twice all the same: it may be saved.
  const aboutToBeUnused = isUnusedDisposition(is) && key.manager !== 'AWS' && (looks.unused || doubleCheck)
  const refusalsMatter = inquiry.refusalsMatter && (looks.inUse || is !== 'in_use')
  return { evidence, createdAt, aboutToBeUnused, refusalsMatter, doubleCheck, now }
}

function toEvidence(id: string, { complete, delay }: Source, answer: SourceAnswer): Evidence {
  const { sighting, answered, unverified, publicKeyReadAt, refused, disabledAt, futureUse, pairs } = answer
  return {
    source: id,
    complete,
    delay,
    ...(answered === undefined ? {} : { answered }),
    ...(unverified === undefined ? {} : { unverified }),
    ...(publicKeyReadAt === undefined ? {} : { publicKeyReadAt }),
    ...(refused === undefined ? {} : { refused }),
    ...(disabledAt === undefined ? {} : { disabledAt }),
    ...(futureUse === undefined ? {} : { futureUse }),
    ...(pairs === undefined ? {} : { pairs }),
    sighting,
  }
}
