import { defined } from '../../lib/defined.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { LastUserRecord } from '../../model/report/activity.ts'
import { isoTime } from '../../model/time.ts'
import { isUnusedKey, type Usage } from '../../model/usage.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import { LAST_USER_OPERATION, lookUpLastUser, rankLookup, whyNoEvent } from '../../sources/cloudtrail/last-user.ts'
import { remembered } from '../run/memory.ts'
import type { PlaceAudit, PlaceTask } from './place-audit.ts'

/** Orders the lookups of a place, before the first one waits. */
export function orderLastUsers({ client, options }: PlaceTask): void {
  if (options.who) client.queue(LAST_USER_OPERATION).rerank(rankLookup)
}

/** Adds who used the key last, for `--who`. What could not be read is unknown, with its reason and a gap. */
export async function withLastUser(audited: AuditedKey, place: PlaceAudit): Promise<AuditedKey> {
  const { client, options, memory, auditor } = place
  const { usage, key, disposition } = audited
  if (!options.who || usage === null) return audited
  const add = (user: LastUserRecord): AuditedKey => ({ ...audited, facts: { ...audited.facts, last_user: user } })
  const shown = userShown(usage, audited.evidence)
  if (shown !== null) return add(labelled(shown, auditor))
  const known = whyNoEvent(usage, client.now)
  if (known !== null || usage.status !== 'used') return add(known ?? { status: 'unknown' })
  const { eventId = '', at } = usage
  const isUnused = isUnusedKey(key, disposition)
  const answer = await remembered(
    memory,
    { place: client.place, kind: `last user ${eventId}`, id: key.id },
    () => lookUpLastUser(client, key, { eventId, at, isUnused }),
    ({ known: isKnown }) => isKnown,
  )
  if (answer.known) return add(labelled(answer.value, auditor))
  client.note(answer, LAST_USER_OPERATION, key.id)
  return add({ status: 'unknown', event_id: eventId, why: `${LAST_USER_OPERATION}: ${answer.why}` })
}

/** Returns the user of the last use, if the source that dates this use shows it. Null: an event has to show it. */
function userShown(usage: Usage, evidence: readonly Evidence[]): LastUserRecord | null {
  if (usage.status !== 'used') return null
  const { at, operation, eventId, source } = usage
  const user = evidence.find(each => each.source === source && each.sighting.kind === 'used')?.user
  if (user === undefined) return null
  return { status: 'known', ...defined({ event_id: eventId, operation }), event_time: isoTime(at), ...user }
}

/**
 * Marks a use that an audit itself may have caused: a service decrypts on behalf of the caller whose resources it shows.
 * The caller of this audit is known by its ARN, another run by the user agent, which names the program.
 */
function labelled(user: LastUserRecord, auditor: string | null): LastUserRecord {
  const { principal = null, user_agent: agent } = user
  const isAuditor = (principal !== null && principal === auditor) || agent?.includes('kms-audit') === true
  return isAuditor ? { ...user, by_auditor: true } : user
}
