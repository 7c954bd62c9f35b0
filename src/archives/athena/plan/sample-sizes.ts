import { createHash } from 'node:crypto'
import { listObjects } from '../../../aws/s3/list-objects.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { type Answer, type Failure } from '../../../aws/answers/answer.ts'
import { mapBounded } from '../../../lib/flow/map-bounded.ts'
import type { Instant } from '../../../model/time.ts'
import { dayPrefix, type TrailLayout } from '../ddl/trail-layout.ts'
import { partitionDay } from '../query/literals.ts'
import type { ArchivePlace } from './archive-place.ts'
import { type DaySize, PlaceSizes } from './place-size.ts'

export interface SampledSizes {
  sizes: PlaceSizes
  /** Days that were listed, of all places. */
  days: number
  /** Why some could not be listed. Null: all were. */
  failure: Failure | null
}

/** Calls of ListObjectsV2, about: they cost a cent, and take half a minute. */
const CALLS = 2000
/** Days of one place that are looked at, at most. */
const MOST_DAYS = 6
/** Pages of one day. A day with more files than they list counts as these. */
const PAGES = 20

/** Finds out how much the places log, from the sizes of the log files of a few days between these times. */
export async function sampleSizes(
  client: PlaceClient,
  layout: TrailLayout,
  places: readonly ArchivePlace[],
  window: { since: Instant; until: Instant },
): Promise<SampledSizes> {
  const asked = someOf(places)
  const days = daysIn(window, Math.max(1, Math.min(MOST_DAYS, Math.floor(CALLS / Math.max(1, asked.length)))))
  const sizes = new PlaceSizes()
  let listed = 0
  let failure: Failure | null = null
  await mapBounded(LISTS_AT_ONCE, asked, async place => {
    const found: DaySize[] = []
    for (const day of days) {
      if (failure !== null) return
      const size = await daySize(client, layout, place, partitionDay(day))
      if (size.known) found.push(size.value)
      else failure = size
    }
    listed += found.length
    sizes.add(place, found)
  })
  return { sizes, days: listed, failure }
}

const LISTS_AT_ONCE = 32

/** Of too many places, a part that is chosen by chance, but always the same one. The others count as their mean. */
function someOf(places: readonly ArchivePlace[]): readonly ArchivePlace[] {
  if (places.length <= CALLS) return places
  return places
    .map(place => ({ place, rank: rankOf(place) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, CALLS)
    .map(({ place }) => place)
}

const rankOf = ({ account, region }: ArchivePlace): string =>
  createHash('md5').update(`${account}/${region}`).digest('hex')

/** Days spread evenly over a time. */
function daysIn({ since, until }: { since: Instant; until: Instant }, count: number): Instant[] {
  const step = (until - since) / count
  return [...new Set(Array.from({ length: count }, (_, index) => since + step * (index + 0.5)).map(Math.floor))]
}

async function daySize(
  client: PlaceClient,
  layout: TrailLayout,
  place: ArchivePlace,
  day: string,
): Promise<Answer<DaySize>> {
  const size = { bytes: 0, files: 0 }
  const prefix = dayPrefix(layout, { ...place, day })
  for await (const page of listObjects(client, { bucket: layout.bucket, prefix, maxPages: PAGES })) {
    if (!page.known) return page.reason === 'partial' && size.files > 0 ? { known: true, value: size } : page
    for (const object of page.value.objects) {
      size.bytes += object.size
      size.files++
    }
  }
  return { known: true, value: size }
}
