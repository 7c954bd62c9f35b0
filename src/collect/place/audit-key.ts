import type { Answer } from '../../aws/answers/answer.ts'
import type { KeySums, MeteredKey } from '../../aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import type { ListedKey } from '../../aws/kms/list-keys.ts'
import { unreadableKey } from '../../aws/kms/describe-key.ts'
import { awaitedLater } from '../../lib/flow/awaited-later.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { KeyFacts } from '../../model/key-facts.ts'
import type { Key } from '../../model/key.ts'
import type { Instant } from '../../model/time.ts'
import { once } from '../../lib/flow/once.ts'
import { disposition } from '../../usage/disposition.ts'
import { verdict } from '../../usage/verdict.ts'
import type { Room } from './audit-place.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import { contained } from '../run/contained.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { inquiryOf } from './inquiry.ts'
import { unfinished } from './unfinished-key.ts'
import { remembered } from '../run/memory.ts'
import { rankKey } from './rank-key.ts'
import { readFacts, readRotation, readTags } from './read-facts.ts'
import { isWanted, readKey } from './read-key.ts'
import { useInCounts } from './request-counts.ts'

/** A key before its counts could be settled. */
export interface Draft extends AuditedKey {
  sums?: Answer<KeySums>
}

/** Everything about one key; null: it has gone, or nobody asked for it. */
export async function auditKey(listed: ListedKey, room: Room): Promise<Draft | null> {
  const { access, gaps } = room
  const { account, region } = access.place
  const isRanked = once(() => room.ranked.arrive())
  let key: Key | null = null
  const read = async (): Promise<Draft | null> => {
    key = await readKey(listed, room).finally(() => room.described.arrive())
    if (key === null || !isWanted(key, room)) return null
    if (room.tags.isOpen) return learn(key, room, isRanked)
    const tags = await readTags(key, room)
    return room.tags.wants(tags, access.place) ? learn(key, room, isRanked, tags) : null
  }
  const draft = await contained(gaps, { account, region, keyId: listed.id }, read, () =>
    unfinished(key ?? unreadableKey(access.place, listed, 'partial', []), room),
  )
  // The other keys of the place wait for it, whatever became of this one.
  isRanked()
  room.opinions.leave(listed.id)
  room.progress.keys.done++
  return draft
}

async function learn(key: Key, room: Room, isRanked: () => void, tags?: KeyFacts['tags']): Promise<Draft> {
  const { access, options } = room
  const { id, arn, manager } = key
  const asked = {
    id,
    arn,
    manager,
    spec: key.readable ? key.spec : null,
    usage: key.readable ? key.usage || null : null,
  }
  const days = options.requestDays
  const counting = days === null ? null : count(asked, days, room)
  const counted = counting?.then(sums => useInCounts(sums, access.now)) ?? Promise.resolve(null)
  const known = key.readable ? key.createdAt : null
  const rotation = awaitedLater(readRotation(key, room))
  const reading = awaitedLater(readFacts(key, room, rotation, tags))
  rankKey(key, room, rotation, isRanked)
  const inquiry = inquiryOf(room, asked, known, counted, key.readable ? key.state : null)
  const gathered = await gatherEvidence(inquiry, room.open)
  if (key.readable && gathered.createdAt === null) {
    access.gap('kms:DescribeKey', 'malformed', 'no response contains the creation date of this key', id)
  }
  const named = { ...key, aliases: (await room.aliases).byKey.get(id) ?? key.aliases }
  const audited = judge(named, gathered, room, await reading)
  if (counting === null || days === null) return audited
  return { ...audited, sums: await withPairs(await counting, asked, gathered.evidence, days, room) }
}

/** With the ReEncrypt pairs that CloudTrail shows and CloudWatch's own list may not name any more. */
async function withPairs(
  sums: Answer<KeySums>,
  key: MeteredKey,
  evidence: readonly Evidence[],
  days: number,
  { access }: Room,
): Promise<Answer<KeySums>> {
  const pairs = evidence.flatMap(each => each.pairs ?? [])
  return sums.known && pairs.length > 0 ? keyMetricsOf(access).withPairs(sums.value, key, pairs, days) : sums
}

const count = (asked: MeteredKey & { id: string }, days: number, { access, memory }: Room): Promise<Answer<KeySums>> =>
  remembered(
    memory,
    { place: access.place, kind: `requests ${days}d`, id: asked.id },
    () => keyMetricsOf(access).daily(asked, days),
    answer => answer.known && answer.value.complete && answer.value.listed,
  )

function judge(
  key: Key,
  { evidence, createdAt }: { evidence: readonly Evidence[]; createdAt: Instant | null },
  { access: { now }, options: { unusedDays }, open }: Room,
  facts: KeyFacts,
): AuditedKey {
  if (open.length === 0) return { key, createdAt, evidence, usage: null, disposition: 'unknown', facts }
  const usage = verdict(evidence, createdAt, now)
  return {
    key,
    createdAt,
    evidence,
    usage,
    facts,
    disposition: disposition({ usage, evidence, createdAt, now, unusedDays }),
  }
}
