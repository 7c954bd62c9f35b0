import type { Answer } from '../../aws/answers/answer.ts'
import type { KeySums, MeteredKey } from '../../aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import { unreadableKey } from '../../aws/kms/describe-key.ts'
import { awaitedLater } from '../../lib/flow/awaited-later.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { KeyFacts } from '../../model/report/key-facts.ts'
import type { Key } from '../../model/key.ts'
import type { Instant } from '../../model/time.ts'
import { once } from '../../lib/flow/once.ts'
import { decideDisposition } from '../../usage/disposition.ts'
import { decideVerdict } from '../../usage/verdict.ts'
import type { PlaceAudit } from './place-audit.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import type { UnsettledKey } from './unsettled-key.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { evidenceRequestFor } from './evidence-request.ts'
import { unfinished } from './unfinished-key.ts'
import { remembered } from '../run/memory.ts'
import { rankKey } from './rank-key.ts'
import { readFacts, readPricedFacts, readTags } from './read-facts.ts'
import type { AskedKey } from '../../sources/source.ts'
import type { FactId } from '../../facts/needs.ts'
import { activityOf } from './read-activity.ts'
import { archivedUseOf } from './read-archived-use.ts'
import { withLastUser } from './read-last-user.ts'
import { isWanted, readKey } from './read-key.ts'
import { useInCounts } from './request-counts.ts'

/** Audits one key. Null: the key has vanished, or it was not requested. */
export async function auditKey(listed: ListedKey, audit: PlaceAudit): Promise<UnsettledKey | null> {
  const { client, gaps } = audit
  const { account, region } = client.place
  const isRanked = once(() => audit.ranked.arrive())
  let key: Key | null = null
  const read = async (): Promise<UnsettledKey | null> => {
    key = await readKey(listed, audit).finally(() => audit.described.arrive())
    if (key === null || !isWanted(key, audit)) return null
    if (audit.tags.isOpen) return auditWantedKey(key, audit, isRanked)
    const tags = await readTags(key, audit)
    return audit.tags.wants(tags, client.place) ? auditWantedKey(key, audit, isRanked, { tags: { tags } }) : null
  }
  const audited = await catchBugs(gaps, { account, region, keyId: listed.id }, read, () =>
    unfinished(key ?? unreadableKey(client.place, listed, 'partial', []), audit),
  )
  // Other keys of the place wait until this one is ranked, so it counts as ranked whatever happened.
  isRanked()
  audit.opinions.leave(listed.id)
  audit.progress.keys.done++
  return audited
}

/**
 * Reads counts, facts and evidence of a key side by side. Each part starts as soon as the parts that it depends on have
 * started.
 */
async function auditWantedKey(
  key: Key,
  audit: PlaceAudit,
  isRanked: () => void,
  known: Partial<Record<FactId, KeyFacts>> = {},
): Promise<UnsettledKey> {
  const asked = askedKey(key)
  const days = audit.options.requestDays
  // Counts come first: a use that they show ends the search for evidence early.
  const counts = days === null ? null : countRequests(asked, days, audit)
  const useShown = counts?.then(sums => useInCounts(sums, audit.client.now)) ?? Promise.resolve(null)
  // Keys are ranked by price, so the facts that decide the price are read before the others.
  const priced = awaitedLater(readPricedFacts(key, audit))
  const facts = awaitedLater(readFacts(key, audit, priced, known))
  rankKey(key, audit, priced, isRanked)
  const activity = awaitedLater(shownFacts(key, audit))
  const gathered = await gatherEvidence(evidenceRequestFor(audit, asked, creationAndState(key), useShown), audit.open)
  noteMissingCreationDate(key, gathered.createdAt, audit)
  const aliases = (await audit.aliases).byKey.get(key.id) ?? key.aliases
  const unexplained = await withLastUser(withVerdict({ ...key, aliases }, gathered, audit, await facts), audit)
  const judged = { ...unexplained, facts: { ...unexplained.facts, ...(await activity) } }
  if (counts === null || days === null) return judged
  return { ...judged, sums: await withPairs(await counts, asked, gathered.evidence, days, audit) }
}

/** What is read for a key that is explained, and for no check. */
async function shownFacts(key: Key, audit: PlaceAudit): Promise<KeyFacts> {
  const [activity, archived] = await Promise.all([activityOf(key, audit), archivedUseOf(key, audit)])
  return { ...(activity !== null && { activity }), ...(archived !== null && { archived_use: archived }) }
}

const askedKey = (key: Key): AskedKey & MeteredKey => ({
  id: key.id,
  arn: key.arn,
  manager: key.manager,
  spec: key.readable ? key.spec : null,
  usage: key.readable ? key.usage || null : null,
})

const creationAndState = (key: Key) =>
  key.readable ? { createdAt: key.createdAt, state: key.state } : { createdAt: null, state: null }

function noteMissingCreationDate(key: Key, createdAt: Instant | null, { client }: PlaceAudit): void {
  if (!key.readable || createdAt !== null) return
  client.gap('kms:DescribeKey', 'malformed', 'no response contains the creation date of this key', key.id)
}

/** Adds the ReEncrypt pairs that CloudTrail shows, because the list of CloudWatch may no longer name them. */
async function withPairs(
  sums: Answer<KeySums>,
  key: MeteredKey,
  evidence: readonly Evidence[],
  days: number,
  { client }: PlaceAudit,
): Promise<Answer<KeySums>> {
  const pairs = evidence.flatMap(each => each.pairs ?? [])
  return sums.known && pairs.length > 0 ? keyMetricsOf(client).withPairs(sums.value, key, pairs, days) : sums
}

const countRequests = (
  asked: MeteredKey & { id: string },
  days: number,
  { client, memory, options }: PlaceAudit,
): Promise<Answer<KeySums>> =>
  remembered(
    memory,
    { place: client.place, kind: `requests ${days}d`, id: asked.id },
    () => keyMetricsOf(client).daily(asked, days, { byDay: options.oneKey !== null }),
    answer => answer.known && answer.value.complete && answer.value.listed,
  )

function withVerdict(
  key: Key,
  { evidence, createdAt }: { evidence: readonly Evidence[]; createdAt: Instant | null },
  { client: { now }, options: { unusedDays }, open }: PlaceAudit,
  facts: KeyFacts,
): AuditedKey {
  if (open.length === 0) return { key, createdAt, evidence, usage: null, disposition: 'unknown', facts }
  const usage = decideVerdict(evidence, createdAt, now)
  return {
    key,
    createdAt,
    evidence,
    usage,
    facts,
    disposition: decideDisposition({ usage, evidence, createdAt, now, unusedDays }),
  }
}
