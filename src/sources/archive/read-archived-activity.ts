import type { ArchiveEngine } from '../../archives/engine.ts'
import { type ArchiveId, archives } from '../../archives/registry.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { defined } from '../../lib/defined.ts'
import type { KeyHistory } from '../../model/archive/archive-question.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import { type Instant, isoTime } from '../../model/time.ts'
import { ARCHIVE_DELAY } from '../../usage/coverage/archive-sightings.ts'
import type { SourceSettings } from '../source.ts'
import { askArchive } from './ask-archive.ts'
import { doubtsText, toDoubtRecord } from './doubts-text.ts'

/** An archive that is open. */
export interface OpenArchive {
  id: ArchiveId
  engine: ArchiveEngine
}

export interface ArchivedQuestion {
  /** Both are the start of a day (UTC), or `until` is the time of the run. */
  since: Instant
  until: Instant
  /** ARNs of the keys. Null: all keys. */
  keys: readonly string[] | null
  /** The keys of all accounts and Regions that are read. Left out: all keys. */
  among?: readonly string[]
  trailHistory: SourceSettings['trailHistory']
}

export interface ArchivedActivity {
  window: ActivityWindow
  keys: readonly KeyHistory[]
  /** Delivery of the last log file of the place. Null: there is none, or it is not known. */
  lastDelivery: Instant | null
}

/** Reads the calls of one account and Region from an archive. A gap says in which time calls may be missing. */
export async function readArchivedActivity(
  client: PlaceClient,
  { id, engine }: OpenArchive,
  { since, until, keys, trailHistory, among }: ArchivedQuestion,
): Promise<ArchivedActivity> {
  const { operation, showsPlaces } = archives[id]
  const end = Math.min(until, client.now - ARCHIVE_DELAY)
  const window = { ...NO_EVENTS, account_id: client.place.account, region: client.place.region, source: id }
  // There is nothing to read in a Region without any of the keys.
  if (keys?.length === 0)
    return {
      window: { ...window, since: isoTime(since), until: isoTime(end), is_complete: true, doubts: [] },
      keys: [],
      lastDelivery: null,
    }
  const detail = 'days' as const
  const question = { since, until, keys, detail, ...defined({ among }) }
  let lastDelivery: Instant | null = null
  const found = await askArchive(client, { engine, trailHistory }, question, ({ delivered }) => {
    lastDelivery = delivered?.last ?? null
    return { since, until }
  })
  if (!found.known) {
    client.gap(operation, found.reason, found.why)
    return { window: { ...window, why: found.why, doubts: [] }, keys: [], lastDelivery }
  }
  // Nothing was read of a place without log files. A query engine does not say which places it has.
  if (!found.isThere && showsPlaces) {
    const why = 'the archive has no log file of this account and Region'
    client.gap(operation, 'partial', why)
    return { window: { ...window, why, doubts: [] }, keys: [], lastDelivery }
  }
  // Events that are not delivered yet do not put the archive in doubt.
  const doubts = found.coverage.doubts.flatMap(doubt =>
    doubt.since >= end ? [] : [{ ...doubt, until: Math.min(doubt.until, end) }],
  )
  const why = doubts.length === 0 ? null : doubtsText(doubts)
  if (why !== null) client.gap(operation, 'partial', why)
  const histories = [...found.keys.values()]
  return {
    window: {
      ...window,
      since: isoTime(since),
      until: isoTime(end),
      is_complete: why === null,
      why,
      events: histories.flatMap(({ days }) => days).reduce((sum, { events }) => sum + events, 0),
      doubts: doubts.map(toDoubtRecord),
    },
    keys: histories,
    lastDelivery,
  }
}

const NO_EVENTS = {
  since: null,
  until: null,
  is_complete: false,
  why: null,
  search: 'region' as const,
  pages: 0,
  events: 0,
  not_understood: 0,
  partial_keys: [],
  // Changes of keys and trails are not read from an archive.
  unread_changes: [],
  unread_trail_homes: null,
}
