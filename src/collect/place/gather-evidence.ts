import type { Evidence } from '../../model/evidence.ts'
import type { Instant } from '../../model/time.ts'
import { DAY } from '../../model/time.ts'
import { defined } from '../../lib/defined.ts'
import type { EffortQuestion, Source, SourceAnswer } from '../../sources/source.ts'
import { decideDisposition, isUnusedDisposition } from '../../usage/disposition.ts'
import { endOf, usesIn } from '../../usage/use.ts'
import { decideVerdict } from '../../usage/verdict.ts'
import { remembered } from '../run/memory.ts'
import { askSource } from './ask-source.ts'
import type { EvidenceRequest } from './evidence-request.ts'
import type { OpenSource } from './open-source.ts'

interface Gathered {
  evidence: readonly Evidence[]
  createdAt: Instant | null
}

/** Asks the sources one after the other. Each knows the answers of the earlier ones. */
export async function gatherEvidence(request: EvidenceRequest, sources: readonly OpenSource[]): Promise<Gathered> {
  const { key, opinions } = request
  try {
    return await gather(request, sources)
  } finally {
    // Other keys wait to know whether this key needs a second opinion.
    opinions.leave(key.id)
  }
}

async function gather(request: EvidenceRequest, sources: readonly OpenSource[]): Promise<Gathered> {
  settleWhenCounted(request)
  const quickEvidence = request.fast ? await quickLooks(request, sources) : []
  let { createdAt } = request
  if (isSurelyInUse(request, quickEvidence)) {
    // Other keys need not wait for the counts of this key.
    request.opinions.leave(request.key.id)
    return { evidence: await withCounted(quickEvidence, request), createdAt }
  }
  request.opinions.queue(request.key.id)
  // The sources are asked in full from here on, and mostly report again what the quick look showed.
  const evidence: Evidence[] = []
  let asked = 0
  for (const { id, source, reader } of sources) {
    const counted = asked === 0 ? null : await request.counted
    const soFar = counted === null ? evidence : [...evidence, counted]
    const effort = request.auto ? source.auto(question(request, soFar, createdAt)) : 'full'
    if (effort === 'skip') continue
    const answer = await askSource(request, { id, source, reader, effort })
    createdAt ??= answer.createdAt ?? null
    evidence.push(...toEvidence(id, source, answer))
    asked++
  }
  return {
    evidence: await withCounted([...evidence, ...usesNotReportedAgain(quickEvidence, evidence)], request),
    createdAt,
  }
}

/** Returns uses that a quick look showed but no source reported again, for example because all sources failed later. */
const usesNotReportedAgain = (quickEvidence: readonly Evidence[], evidence: readonly Evidence[]): Evidence[] =>
  usesIn(quickEvidence).filter(({ sighting: { at } }) =>
    usesIn(evidence).every(({ sighting }) => endOf(sighting) <= at),
  )

/** Settles early that a key needs no second opinion, if the request counts show a use long before KMS has answered. */
function settleWhenCounted(request: EvidenceRequest): void {
  const { counted, key, opinions, refusalsMatter } = request
  const settle = (evidence: Evidence | null): void => {
    if (evidence !== null && !refusalsMatter && isSurelyInUse(request, [evidence])) opinions.settle(key.id)
  }
  // The counts may fail while a source is still being asked. Everything that awaits them gets the error.
  counted.then(settle, () => {})
}

/** Takes the quick looks. If an earlier run asked all sources about a key, its quick look did not show a recent use. */
async function quickLooks(
  { key, memory, place }: EvidenceRequest,
  sources: readonly OpenSource[],
): Promise<Evidence[]> {
  const [first] = sources
  if (first !== undefined && memory.recall(place, `${first.id} full`, key.id) !== undefined) return []
  const evidence: Evidence[] = []
  for (const { id, source, reader } of sources) {
    const look = async (): Promise<SourceAnswer | null> => (await reader.quickLook?.(key)) ?? null
    const entry = { place, kind: `${id} quick look`, id: key.id }
    const answer = await remembered(memory, entry, look, seen => seen !== null)
    if (answer !== null) evidence.push(...toEvidence(id, source, answer))
  }
  return evidence
}

/**
 * Whether the evidence proves a recent use. A use in an hour that is only partly recent does not: a finer source could
 * date it earlier.
 */
function isSurelyInUse({ createdAt, now, unusedDays }: EvidenceRequest, evidence: readonly Evidence[]): boolean {
  const usage = decideVerdict(evidence, createdAt, now)
  return usage.status === 'used' && now - usage.at < unusedDays * DAY
}

/** Adds the use that the counts show, unless a source that was asked shows one that is not older. That one is finer. */
async function withCounted(evidence: Evidence[], { counted }: EvidenceRequest): Promise<readonly Evidence[]> {
  const shown = await counted
  if (shown?.sighting.kind !== 'used') return evidence
  const { at } = shown.sighting
  const isLookedUp = usesIn(evidence).some(({ source, sighting }) => source === shown.source && sighting.at >= at)
  return isLookedUp ? evidence : [...evidence, shown]
}

function question(request: EvidenceRequest, evidence: readonly Evidence[], createdAt: Instant | null): EffortQuestion {
  const { now, unusedDays, doubleCheck, key, looks } = request
  const usage = decideVerdict(evidence, createdAt, now)
  const is = decideDisposition({ usage, evidence, createdAt, now, unusedDays })
  // AWS managed keys cannot be deleted. A key that is pending deletion gets a second opinion, because its deletion can
  // be cancelled.
  const aboutToBeUnused = isUnusedDisposition(is) && key.manager !== 'AWS' && (looks.unused || doubleCheck)
  const refusalsMatter = request.refusalsMatter && (looks.inUse || is !== 'in_use')
  return { evidence, createdAt, aboutToBeUnused, refusalsMatter, doubleCheck, now }
}

/** Returns one piece of evidence for each stretch of time that the source saw. */
function toEvidence(id: string, { complete, delay }: Source, answer: SourceAnswer): Evidence[] {
  const {
    sighting,
    others = [],
    answered,
    unverified,
    publicKeyReadAt,
    refused,
    disabledAt,
    futureUse,
    user,
    pairs,
  } = answer
  const optional = { answered, unverified, publicKeyReadAt, refused, disabledAt, futureUse, user, pairs }
  const seen = { source: id, complete, delay }
  return [{ ...seen, ...defined(optional), sighting }, ...others.map(other => ({ ...seen, sighting: other }))]
}
