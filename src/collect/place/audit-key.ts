import type { Answer } from '../../aws/answers/answer.ts'
import type { KeySums, MeteredKey } from '../../aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import { unreadableKey } from '../../aws/kms/describe-key.ts'
import { awaitedLater } from '../../lib/flow/awaited-later.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { KeyFacts } from '../../model/key-facts.ts'
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
import { readFacts, readRotation, readTags } from './read-facts.ts'
import { isWanted, readKey } from './read-key.ts'
import { useInCounts } from './request-counts.ts'

/** Everything about one key; null: it has gone, or nobody asked for it. */
export async function auditKey(listed: ListedKey, audit: PlaceAudit): Promise<UnsettledKey | null> {
  const { client, gaps } = audit
  const { account, region } = client.place
  const isRanked = once(() => audit.ranked.arrive())
  let key: Key | null = null
  const read = async (): Promise<UnsettledKey | null> => {
    key = await readKey(listed, audit).finally(() => audit.described.arrive())
    if (key === null || !isWanted(key, audit)) return null
    if (audit.tags.isOpen) return learn(key, audit, isRanked)
    const tags = await readTags(key, audit)
    return audit.tags.wants(tags, client.place) ? learn(key, audit, isRanked, tags) : null
  }
  const unsettled = await catchBugs(gaps, { account, region, keyId: listed.id }, read, () =>
    unfinished(key ?? unreadableKey(client.place, listed, 'partial', []), audit),
  )
  // The other keys of the place wait for it, whatever became of this one.
  isRanked()
  audit.opinions.leave(listed.id)
  audit.progress.keys.done++
  return unsettled
}

async function learn(
  key: Key,
  audit: PlaceAudit,
  isRanked: () => void,
  tags?: KeyFacts['tags'],
): Promise<UnsettledKey> {
  const { client, options } = audit
  const { id, arn, manager } = key
  const asked = {
    id,
    arn,
    manager,
    spec: key.readable ? key.spec : null,
    usage: key.readable ? key.usage || null : null,
  }
  const days = options.requestDays
  const counting = days === null ? null : count(asked, days, audit)
  const counted = counting?.then(sums => useInCounts(sums, client.now)) ?? Promise.resolve(null)
  const known = key.readable ? key.createdAt : null
  const rotation = awaitedLater(readRotation(key, audit))
  const reading = awaitedLater(readFacts(key, audit, rotation, tags))
  rankKey(key, audit, rotation, isRanked)
  const request = evidenceRequestFor(audit, asked, known, counted, key.readable ? key.state : null)
  const gathered = await gatherEvidence(request, audit.open)
  if (key.readable && gathered.createdAt === null) {
    client.gap('kms:DescribeKey', 'malformed', 'no response contains the creation date of this key', id)
  }
  const named = { ...key, aliases: (await audit.aliases).byKey.get(id) ?? key.aliases }
  const audited = judge(named, gathered, audit, await reading)
  if (counting === null || days === null) return audited
  return { ...audited, sums: await withPairs(await counting, asked, gathered.evidence, days, audit) }
}

/** With the ReEncrypt pairs that CloudTrail shows and CloudWatch's own list may not name any more. */
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

const count = (
  asked: MeteredKey & { id: string },
  days: number,
  { client, memory }: PlaceAudit,
): Promise<Answer<KeySums>> =>
  remembered(
    memory,
    { place: client.place, kind: `requests ${days}d`, id: asked.id },
    () => keyMetricsOf(client).daily(asked, days),
    answer => answer.known && answer.value.complete && answer.value.listed,
  )

function judge(
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
