import type { Effort, SourceAnswer } from '../../sources/source.ts'
import { isDatedWithin } from '../../usage/remeasure.ts'
import type { EvidenceRequest } from './evidence-request.ts'
import type { OpenSource } from './open-source.ts'

/** The remembered answer or a new one. A short look is taken only if this key needs it more than others. */
export async function askSource(
  { memory, place, key, opinions, now, latest }: EvidenceRequest,
  { id, source, reader, effort }: OpenSource & { effort: Effort },
): Promise<SourceAnswer> {
  const fact = { place, kind: `${id} ${effort}`, id: key.id }
  const allowed = effort === 'full' || source.shortLooks === undefined || opinions.ask(key.id)
  const known = memory.recall<SourceAnswer>(place, fact.kind, key.id)
  // One that is dated before its run, or after this one, was dated wrongly: AWS is asked again.
  if (known !== undefined && isDatedWithin(known.answered, { from: now, to: latest() })) return known
  if (!(await allowed)) return { sighting: { kind: 'unknown', why: opinions.whyNot } }
  const answer = await reader.look(key, effort)
  if (isAnswer(answer)) memory.remember(place, fact.kind, key.id, answer)
  return answer
}

/** What could not be told, or not to its end, is worth another question after a new start; what was left out is not. */
const isAnswer = ({ sighting, hasGap }: SourceAnswer): boolean =>
  // Of a use after which nothing was seen, a gap says why: a new start has no such gap, so it asks again.
  hasGap !== true &&
  ((sighting.kind === 'used' && sighting.until !== sighting.at) ||
    sighting.kind === 'not-seen' ||
    (sighting.kind === 'unknown' && sighting.reason === undefined))
