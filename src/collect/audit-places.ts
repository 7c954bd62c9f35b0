import type { PlaceClient } from '../aws/session/place-client.ts'
import type { AliasesByKey } from '../model/listed-key.ts'
import type { PricesOf } from '../model/prices.ts'
import type { AuditedPlace, PlaceResult } from '../report/audited-place.ts'
import { isInOtherPartition, placesOf } from './enter/places.ts'
import { auditRecorded, recordedClient } from './inventory/audit-recorded.ts'
import type { RecordedPlace } from './inventory/inventory.ts'
import { auditPlace } from './place/audit-place.ts'
import type { PlaceTask } from './place/place-audit.ts'
import { keyListsFor, type KeyLists } from './place/key-lists.ts'
import { catchBugs } from './run/catch-bugs.ts'
import type { Memory } from './run/memory.ts'
import { trailHistories } from './run/trail-histories.ts'
import type { AskedSources } from './run/open-engines.ts'
import type { EnteredRun } from './run/run.ts'
import { placeId } from './sweep/resolve-key.ts'
import type { Sweeps } from './sweep/sweeps.ts'

export interface ReadPlace extends AuditedPlace {
  client: PlaceClient
  aliases: AliasesByKey
}

/** What the audits of all places share. */
interface PlacesTask extends AskedSources {
  memory: Memory
  /** Null without `--dependents`. */
  sweeps: Sweeps | null
  prices: PricesOf
}

/** What the audit of each place needs of it. */
type EachTask = PlacesTask & Pick<PlaceTask, 'trailHistory'>

/** Audits all accounts and Regions at the same time, because each has its own quotas. */
export async function auditPlaces(run: EnteredRun, task: PlacesTask): Promise<ReadPlace[]> {
  const { inventory } = run
  const entered = placesOf(run)
  const asked = new Set(entered.map(({ place }) => placeId(place)))
  const recorded = [...(inventory?.places ?? [])].filter(([id]) => !asked.has(id)).map(([, place]) => place)
  const trailHistory = trailHistories(run, entered)
  const listsOf = keyListsFor(entered.length + recorded.length)
  run.host.progress.places.total = entered.length + recorded.length
  return Promise.all([
    ...entered.map(client => auditPlaceOf(client, listsOf(), run, { ...task, trailHistory })),
    ...recorded.map(place => auditRecordsOf(place, listsOf(), run, { ...task, trailHistory })),
  ])
}

/** Audits a place. If AWS KMS does not list its keys, those that AWS Config has recorded are audited. */
async function auditPlaceOf(client: PlaceClient, lists: KeyLists, run: EnteredRun, task: EachTask): Promise<ReadPlace> {
  const { memory, sweeps } = task
  const { place } = client
  const { account, region } = place
  const recorded = run.inventory?.places.get(placeId(place))
  let answered = false
  const placeTask = {
    ...common(run, task),
    client,
    memory,
    // Until the place answers, the records may still have its keys.
    lists: recorded === undefined ? lists : onceAnswered(lists, () => answered),
    auditor: run.accounts.find(({ session }) => session.account === account)?.session.principal ?? null,
    onAnswered: () => {
      answered = true
      sweeps?.start(client)
    },
  }
  const result = isInOtherPartition(client)
    ? unanswered()
    : await catchBugs(run.gaps, { account, region, keyId: null }, () => auditPlace(placeTask), unanswered)
  if (!result.answered && recorded !== undefined) return auditRecordsOf(recorded, lists, run, task)
  lists.arrive()
  if (!result.answered) run.host.progress.placeListed(place, 0)
  return { place, client, ...result }
}

/** The key lists of a place: as they are if it answers; if it does not, nothing arrives or waits. */
const onceAnswered = (lists: KeyLists, answered: () => boolean): KeyLists => ({
  places: lists.places,
  arrive: () => (answered() ? lists.arrive() : undefined),
  get done() {
    return answered() ? lists.done : Promise.resolve()
  },
})

/** Audits the keys that AWS Config has recorded in a place. */
async function auditRecordsOf(
  recorded: RecordedPlace,
  lists: KeyLists,
  run: EnteredRun,
  task: EachTask,
): Promise<ReadPlace> {
  const { inventory } = run
  if (inventory === null) throw new Error('No inventory was read')
  const { place, updatedAt } = recorded
  const client = recordedClient(recorded, inventory, run)
  const placeTask = { ...common(run, task), client, lists }
  const where = { account: place.account, region: place.region, keyId: null }
  const result = await catchBugs(run.gaps, where, () => auditRecorded(placeTask, recorded, inventory.from), unanswered)
  lists.arrive()
  return { place, client, ...result, inventory: { source: inventory.from, updatedAt } }
}

const common = (
  { options, filter, tags, gaps, host }: EnteredRun,
  { sources, engines, trailHistory, prices }: EachTask,
) => ({
  sources,
  engines,
  trailHistory,
  prices,
  options,
  filter,
  tags,
  gaps,
  progress: host.progress,
  heap: host.heap,
})

const unanswered = (): PlaceResult & { aliases: AliasesByKey } => ({ answered: false, keys: [], aliases: new Map() })
