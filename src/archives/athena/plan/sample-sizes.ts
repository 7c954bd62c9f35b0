import { createHash } from 'node:crypto'
import { listObjects } from '../../../aws/s3/list-objects.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { type Answer, type Failure } from '../../../aws/answers/answer.ts'
import { mapBounded } from '../../../lib/flow/map-bounded.ts'
import { DAY, type Instant } from '../../../model/time.ts'
import { dayPrefix, type TrailLayout } from '../ddl/trail-layout.ts'
import { partitionDay } from '../query/literals.ts'
import { filePlace } from '../ddl/file-place.ts'
import type { ArchivePlace } from '../../archive-place.ts'
import type { FileKind } from '../../day-folder.ts'
import { dayStart } from './chunks.ts'
import { type DaySize, PlaceSizes } from './place-size.ts'

export interface SampledSizes {
  sizes: PlaceSizes
  /** Number of places whose days were listed. */
  places: number
  /** Number of days that were listed for each of them. */
  days: number
  /** Why some could not be listed. Null: all were. */
  failure: Failure | null
}

/** Calls of ListObjectsV2, about: they cost a few cents, and take a minute or two. */
const CALLS = 6000
/** Days of one place that are looked at, at most. */
const MOST_DAYS = 6
/** Pages of one day. Of a day with more files, what was delivered later is assumed to be like what was listed. */
const PAGES = 20

/** Where files of one kind lie. */
export type FileLayout = TrailLayout & { kind: FileKind }

/** Finds out how much the places log, from the sizes of the files of a few days between these times. */
export async function sampleSizes(
  client: PlaceClient,
  layouts: readonly FileLayout[],
  places: readonly ArchivePlace[],
  window: { since: Instant; until: Instant },
): Promise<SampledSizes> {
  const asked = someOf(places)
  const count = Math.max(1, Math.min(MOST_DAYS, Math.floor(CALLS / Math.max(1, asked.length * layouts.length))))
  const sizes = new PlaceSizes()
  let failure: Failure | null = null
  await mapBounded(LISTS_AT_ONCE, [...asked.entries()], async ([index, place]) => {
    const found: DaySize[] = []
    for (const day of daysIn(window, count, index)) {
      if (failure !== null) return
      const size = await daySize(client, layouts, place, partitionDay(day))
      if (size.known) found.push(size.value)
      else failure = size
    }
    sizes.add(place, found)
  })
  return { sizes, places: sizes.known, days: count, failure }
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

/** Days spread evenly over a time, others for each place, so that together they show weekends, and how logs have grown. */
function daysIn({ since, until }: { since: Instant; until: Instant }, count: number, place: number): Instant[] {
  const step = (until - since) / count
  const shift = (place * GOLDEN_RATIO + 0.5) % 1
  return [...new Set(Array.from({ length: count }, (_, index) => dayStart(since + step * (index + shift))))]
}

/** Its multiples, without their whole numbers, are spread evenly. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2

async function daySize(
  client: PlaceClient,
  layouts: readonly FileLayout[],
  place: ArchivePlace,
  day: string,
): Promise<Answer<DaySize>> {
  const sum = { bytes: 0, files: 0 }
  for (const layout of layouts) {
    const size = await folderSize(client, layout.bucket, dayPrefix(layout, { ...place, day, kind: layout.kind }))
    if (!size.known) return size
    sum.bytes += size.value.bytes
    sum.files += size.value.files
  }
  return { known: true, value: sum }
}

async function folderSize(client: PlaceClient, bucket: string, prefix: string): Promise<Answer<DaySize>> {
  const size = { bytes: 0, files: 0 }
  let last = ''
  for await (const page of listObjects(client, { bucket, prefix, maxPages: PAGES })) {
    if (!page.known)
      return page.reason === 'partial' && size.files > 0 ? { known: true, value: wholeDay(size, last) } : page
    for (const object of page.value.objects) {
      size.bytes += object.size
      size.files++
      last = object.key
    }
  }
  return { known: true, value: size }
}

/** Estimates the size of a whole day. `last` is the last file that was listed; files are in the order of their delivery. */
function wholeDay({ bytes, files }: DaySize, last: string): DaySize {
  const at = filePlace(`/${last}`)?.at ?? null
  const share = at === null ? 1 : (at - dayStart(at)) / DAY
  const factor = share > 0 ? 1 / share : 1
  return { bytes: bytes * factor, files: files * factor }
}
