import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import { failure } from '../../aws/answers/answer.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { Aliases } from '../../aws/kms/list-aliases.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { Countdown } from '../../lib/flow/countdown.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { AuditOptions } from '../../model/options.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { ShortLookLimits } from '../../sources/source.ts'
import { auditKey, type Draft } from './audit-key.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import { chosenKeys } from './choose-keys.ts'
import { contained } from '../run/contained.ts'
import type { AllLists } from './all-lists.ts'
import { awaitedLater } from '../../lib/flow/awaited-later.ts'
import type { OpenSource } from './gather-evidence.ts'
import { openSources } from './gather-evidence.ts'
import { settleCounts } from './request-counts.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import type { Memory } from '../run/memory.ts'
import type { Progress } from '../run/progress.ts'
import { aliasesOf } from './list-place.ts'
import { orderKeys } from './order-keys.ts'
import type { TagFilter } from '../../selection/tag-filter.ts'
import { SecondOpinions } from './second-opinions.ts'

/** Keys of all places, from where on memory counts more than time. */
const MANY = 20_000
/** Descriptions that may wait while the next page of keys is read. */
const AHEAD = 2000

export interface PlaceTask {
  access: PlaceClient
  options: AuditOptions
  filter: KeyFilter
  tags: TagFilter
  sources: readonly NamedSource[]
  progress: Progress
  heap: Heap
  memory: Memory
  gaps: GapLog
  lists: AllLists
}

export interface PlaceResult {
  /** Whether even the first page of keys could be read. */
  answered: boolean
  keys: AuditedKey[]
}

/** Audits one place: every key is asked for its last use as soon as it has been described, while listing goes on. */
export async function auditPlace(task: PlaceTask): Promise<PlaceResult> {
  const room = roomOf(task)
  const { described, ranked } = room
  const underWay: Promise<Draft | null>[] = []
  let answered = false
  const list = async (): Promise<void> => {
    for await (const chosen of chosenKeys(room)) {
      answered = true
      task.progress.keys.listed += chosen.length
      if (task.progress.keys.listed > MANY) task.heap.collectOften()
      for (const key of chosen) {
        described.announce()
        ranked.announce()
        underWay.push(awaitedLater(auditKey(key, room)))
      }
      await task.access.queue('kms:DescribeKey').belowSize(AHEAD)
    }
  }
  const spot = { ...placeOnly(task), keyId: null }
  await contained(task.gaps, spot, list, () => {})
  described.end()
  ranked.end()
  if (answered) task.progress.placeListed(task.access.place, underWay.length)
  const drafts = (await Promise.all(underWay)).filter(draft => draft !== null)
  if (answered) await reportAliasGap(room)
  const keys = await contained(
    task.gaps,
    spot,
    async () => finish(drafts, room),
    () => drafts,
  )
  return { answered, keys }
}

export interface Room extends PlaceTask {
  aliases: Promise<Aliases>
  open: readonly OpenSource[]
  /** Keys that have been described, or could not be. */
  described: Countdown
  /** Keys whose need for a second opinion is known. */
  ranked: Countdown
  opinions: SecondOpinions
  /** Called for a key that has to be asked when it was last used. */
  willAsk(): void
}

function roomOf(task: PlaceTask): Room {
  const { access, options } = task
  const open = openSources(task.sources, access, options)
  const opinions = new SecondOpinions(shortLooksOf(task))
  const [described, ranked] = [new Countdown(), new Countdown()]
  void described.done.then(() => keyMetricsOf(access).allDescribed())
  const willAsk = orderKeys(task, { open, opinions, ranked })
  return { ...task, open, described, ranked, opinions, willAsk, aliases: awaitedLater(aliasesIn(task)) }
}

const placeOnly = ({ access: { place } }: PlaceTask) => ({
  account: place.account,
  region: place.region,
})

/** Without aliases where a bug of this program stops their list: keys wait for it. */
function aliasesIn(task: PlaceTask): Promise<Aliases> {
  const none = { ...failure('partial', 'an internal error'), givenUp: true }
  return contained(
    task.gaps,
    { ...placeOnly(task), keyId: null },
    () => aliasesOf(task),
    () => ({ byKey: new Map(), failure: none }),
  )
}

/** Those of the source that limits its short looks. One place shares out those of one source. */
function shortLooksOf({ sources, options }: PlaceTask): ShortLookLimits {
  const [limits] = sources.flatMap(({ source }) => source.shortLooks?.(options) ?? [])
  return limits ?? { most: 0, mostDuring: null, whyNot: '' }
}

async function reportAliasGap({ aliases, access }: Room): Promise<void> {
  access.note((await aliases).failure, 'kms:ListAliases')
}

function finish(drafts: readonly Draft[], { access }: Room): AuditedKey[] {
  const counted = drafts.flatMap(({ key, evidence, sums }) => (sums === undefined ? [] : [{ key, evidence, sums }]))
  const requests = settleCounts(counted, access)
  return drafts.map(({ sums, ...audited }) =>
    sums === undefined ? audited : { ...audited, requests: requests.get(audited.key.id) ?? null },
  )
}
