import type { Answer } from '../aws/answer.ts'
import type { KeySums, MeteredKey } from '../aws/key-metrics.ts'
import { keyMetricsOf } from '../aws/key-metrics.ts'
import type { Aliases } from '../aws/list-aliases.ts'
import type { ListedKey } from '../aws/list-keys.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
import { once } from '../lib/once.ts'
import { spareMemory } from '../lib/spare-memory.ts'
import type { Evidence } from '../model/evidence.ts'
import type { KeyFacts } from '../model/key-facts.ts'
import type { Key } from '../model/key.ts'
import type { Instant } from '../model/time.ts'
import type { AuditOptions } from '../options/options.ts'
import type { Source } from '../sources/source.ts'
import { disposition } from '../usage/disposition.ts'
import { verdict } from '../usage/verdict.ts'
import type { AuditedKey } from './audited-key.ts'
import type { OpenSource } from './gather-evidence.ts'
import { gatherEvidence, openSources } from './gather-evidence.ts'
import type { KeyFilter } from './key-filter.ts'
import type { Memory } from './memory.ts'
import { remembered } from './memory.ts'
import type { Progress } from './progress.ts'
import { aliasesOf, listing } from './list-place.ts'
import { quietKeysFirst } from './quiet-keys-first.ts'
import { readFacts } from './read-facts.ts'
import { inquiryOf } from './inquiry.ts'
import { isWanted, readKey } from './read-key.ts'
import { settleCounts, useInCounts } from './request-counts.ts'

/** Keys of all places, from where on memory counts more than time. */
const MANY = 20_000
/** Descriptions that may wait while the next page of keys is read. */
const AHEAD = 2000

export interface PlaceTask {
  access: PlaceAccess
  options: AuditOptions
  filter: KeyFilter
  sources: readonly { id: string; source: Source }[]
  progress: Progress
  memory: Memory
}

export interface PlaceResult {
  /** Whether even the first page of keys could be read. */
  answered: boolean
  keys: AuditedKey[]
}

/** Audits one place: every key is asked for its last use as soon as it has been described, while listing goes on. */
export async function auditPlace(task: PlaceTask): Promise<PlaceResult> {
  const open = openSources(task.sources, task.access, { maxPages: task.options.maxPages })
  const rank = once(() => quietKeysFirst(task, open))
  const room: Room = {
    ...task,
    open,
    aliases: awaitedLater(aliasesOf(task)),
    beforeAsking: source => (source === 'kms' ? rank() : undefined),
  }
  const underWay: Promise<Draft | null>[] = []
  let answered = false
  for await (const page of listing(room)) {
    if (!page.known) {
      if (!page.givenUp) task.access.caller.gap('kms:ListKeys', page.reason, page.why)
      break
    }
    answered = true
    const listed = await wantedOf(page.value, room)
    task.progress.keys.listed += listed.length
    if (task.progress.keys.listed > MANY) spareMemory()
    for (const key of listed) underWay.push(awaitedLater(auditKey(key, room)))
    await task.access.caller.lane('kms:DescribeKey').room(AHEAD)
  }
  if (answered) task.progress.placeListed(task.access.caller.place, underWay.length)
  const drafts = (await Promise.all(underWay)).filter(draft => draft !== null)
  if (answered) await reportAliasGap(room)
  return { answered, keys: finish(drafts, room) }
}

/** An error of ours waits for whoever awaits the promise, and does not end the process meanwhile. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

export interface Room extends PlaceTask {
  aliases: Promise<Aliases>
  open: readonly OpenSource[]
  beforeAsking(source: string): void
}

/** A key before its counts could be settled. */
interface Draft extends AuditedKey {
  sums?: Answer<KeySums>
}

async function wantedOf(listed: readonly ListedKey[], { filter, access, aliases }: Room): Promise<ListedKey[]> {
  const byKey = filter.needsAliases ? (await aliases).byKey : new Map<string, readonly string[]>()
  return listed.filter(key => filter.wants(key, access.caller.place, byKey))
}

async function auditKey(listed: ListedKey, room: Room): Promise<Draft | null> {
  const key = await readKey(listed, room)
  const draft = key === null || !isWanted(key, room) ? null : await learn(key, room)
  room.progress.keys.done++
  return draft
}

async function learn(key: Key, room: Room): Promise<Draft> {
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
  const reading = awaitedLater(readFacts(key, room))
  const inquiry = inquiryOf(room, asked, known, counted, key.readable ? key.state : null)
  const gathered = await gatherEvidence(inquiry, room.open)
  if (key.readable && gathered.createdAt === null) {
    access.caller.gap('kms:DescribeKey', 'malformed', 'nobody told when this key was created', id)
  }
  const named = { ...key, aliases: (await room.aliases).byKey.get(id) ?? key.aliases }
  return { ...judge(named, gathered, room, await reading), ...(counting === null ? {} : { sums: await counting }) }
}

const count = (asked: MeteredKey & { id: string }, days: number, { access, memory }: Room): Promise<Answer<KeySums>> =>
  remembered(
    memory,
    { place: access.caller.place, kind: `requests ${days}d`, id: asked.id },
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

async function reportAliasGap({ aliases, access }: Room): Promise<void> {
  const { failure } = await aliases
  if (failure !== null && !failure.givenUp) access.caller.gap('kms:ListAliases', failure.reason, failure.why)
}

function finish(drafts: readonly Draft[], { access }: Room): AuditedKey[] {
  const counted = drafts.flatMap(({ key, evidence, sums }) => (sums === undefined ? [] : [{ key, evidence, sums }]))
  const requests = settleCounts(counted, access)
  return drafts.map(({ sums, ...audited }) =>
    sums === undefined ? audited : { ...audited, requests: requests.get(audited.key.id) ?? null },
  )
}
