import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import { failure } from '../../aws/answers/answer.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Aliases } from '../../aws/kms/list-aliases.ts'
import { Countdown } from '../../lib/flow/countdown.ts'
import type { ShortLookLimits } from '../../sources/source.ts'
import { auditKey } from './audit-key.ts'
import type { UnsettledKey } from './unsettled-key.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import type { PlaceResult } from '../../report/audited-place.ts'
import { chosenKeys } from './choose-keys.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import { awaitedLater } from '../../lib/flow/awaited-later.ts'
import { openSources } from './open-source.ts'
import { settleCounts } from './request-counts.ts'
import { aliasesOf } from './list-place.ts'
import { orderKeys } from './order-keys.ts'
import { orderLastUsers } from './read-last-user.ts'
import type { PlaceAudit, PlaceTask } from './place-audit.ts'
import { SecondOpinions } from './second-opinions.ts'

/** From so many keys in all places, memory matters more than time. */
const MANY = 20_000
/** How many descriptions may wait while the next page of keys is read. */
const AHEAD = 2000

/** Audits one place: asks for the last use of each key as soon as the key is described, while listing continues. */
export async function auditPlace(task: PlaceTask): Promise<PlaceResult & { aliases: AliasesByKey }> {
  const audit = openPlaceAudit(task)
  const { described, ranked } = audit
  const underWay: Promise<UnsettledKey | null>[] = []
  let answered = false
  const list = async (): Promise<void> => {
    for await (const chosen of chosenKeys(audit)) {
      if (!answered) task.onAnswered()
      answered = true
      task.progress.keys.listed += chosen.length
      if (task.progress.keys.listed > MANY) task.heap.collectOften()
      for (const key of chosen) {
        described.announce()
        ranked.announce()
        underWay.push(awaitedLater(auditKey(key, audit)))
      }
      await task.client.queue('kms:DescribeKey').belowSize(AHEAD)
    }
  }
  const where = { ...placeOnly(task), keyId: null }
  await catchBugs(task.gaps, where, list, () => {})
  described.end()
  ranked.end()
  // A place that was not entered needs no calls, so the plan counts none of its keys.
  if (answered) task.progress.placeListed(task.client.place, task.client.isEntered ? underWay.length : 0)
  const unsettled = (await Promise.all(underWay)).filter(key => key !== null)
  if (answered) await reportAliasGap(audit)
  const keys = await catchBugs(
    task.gaps,
    where,
    async () => finish(unsettled, audit),
    () => unsettled,
  )
  return { answered, keys, aliases: answered ? (await audit.aliases).byKey : new Map() }
}

function openPlaceAudit(task: PlaceTask): PlaceAudit {
  const { client, options } = task
  const { account } = client.place
  const trailHistory = (region: string) => task.trailHistory(account, region)
  const open = openSources(task.sources, client, { ...options, trailHistory }, task.engines)
  const opinions = new SecondOpinions(shortLooksOf(task))
  const [described, ranked] = [new Countdown(), new Countdown()]
  void described.done.then(() => keyMetricsOf(client).allDescribed())
  orderLastUsers(task)
  const willAsk = orderKeys(task, { open, opinions, ranked })
  return { ...task, open, described, ranked, opinions, willAsk, aliases: awaitedLater(aliasesIn(task)) }
}

const placeOnly = ({ client: { place } }: PlaceTask) => ({
  account: place.account,
  region: place.region,
})

/**
 * Reads the aliases of the place. A bug that stops their list leaves the keys without aliases, because keys wait for
 * the list.
 */
function aliasesIn(task: PlaceTask): Promise<Aliases> {
  const none = { ...failure('partial', 'an internal error'), givenUp: true }
  return catchBugs(
    task.gaps,
    { ...placeOnly(task), keyId: null },
    () => aliasesOf(task),
    () => ({ byKey: new Map(), failure: none }),
  )
}

/** Returns the limits of the source that limits its short looks. At most one source does. */
function shortLooksOf({ sources, options }: PlaceTask): ShortLookLimits {
  const [limits] = sources.flatMap(({ source }) => source.shortLooks?.(options) ?? [])
  return limits ?? { most: 0, mostDuring: null, whyNot: '' }
}

async function reportAliasGap({ aliases, client }: PlaceAudit): Promise<void> {
  client.note((await aliases).failure, 'kms:ListAliases')
}

function finish(unsettled: readonly UnsettledKey[], { client }: PlaceAudit): AuditedKey[] {
  const counted = unsettled.flatMap(({ key, evidence, sums }) => (sums === undefined ? [] : [{ key, evidence, sums }]))
  const requests = settleCounts(counted, client)
  return unsettled.map(({ sums, ...audited }) =>
    sums === undefined ? audited : { ...audited, requests: requests.get(audited.key.id) ?? null },
  )
}
