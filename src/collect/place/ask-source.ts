import type { Effort, SourceAnswer } from '../../sources/source.ts'
import { isDatedWithin } from '../../usage/remeasure.ts'
import type { EvidenceRequest } from './evidence-request.ts'
import type { OpenSource } from './open-source.ts'

/** Returns the remembered answer or a new one. A short look is taken only if this key needs it more than others. */
export async function askSource(
  { memory, place, key, opinions, now, latest }: EvidenceRequest,
  { id, source, reader, effort }: OpenSource & { effort: Effort },
): Promise<SourceAnswer> {
  const entry = { place, kind: `${id} ${effort}`, id: key.id }
  const allowed = effort === 'full' || source.shortLooks === undefined || opinions.ask(key.id)
  const known = memory.recall<SourceAnswer>(place, entry.kind, key.id)
  // An answer dated before its run or after this one has a wrong date, so AWS is asked again.
  if (known !== undefined && isDatedWithin(known.answered, { from: now, to: latest() })) return known
  if (!(await allowed)) return { sighting: { kind: 'unknown', why: opinions.whyNot } }
  const answer = await reader.look(key, effort)
  if (isAnswer(answer)) memory.remember(place, entry.kind, key.id, answer)
  return answer
}

/**
 * Whether an answer is worth keeping. A resumed run asks again for answers that failed or are incomplete, but not for
 * those left out on purpose.
 */
const isAnswer = ({ sighting, hasGap }: SourceAnswer): boolean =>
  // If events after a use could not be read, a gap says so. A resumed run does not have this gap, so it asks again.
  hasGap !== true &&
  ((sighting.kind === 'used' && sighting.until !== sighting.at) ||
    sighting.kind === 'not-seen' ||
    (sighting.kind === 'unknown' && sighting.reason === undefined))
