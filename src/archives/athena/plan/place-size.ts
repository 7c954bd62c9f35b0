import { type ArchivePlace, placeName } from '../../archive-place.ts'
import { EXPECTED, PACE } from './limits.ts'

/** How much an account and Region logs in a day. */
export interface DaySize {
  bytes: number
  files: number
}

/** Sizes by account and Region. A place without one is not known. */
export class PlaceSizes {
  #sizes = new Map<string, { mean: DaySize; most: DaySize }>()

  /** @param days of the place that were looked at */
  add(place: ArchivePlace, days: readonly DaySize[]): void {
    if (days.length === 0) return
    const mean = { bytes: sum(days, 'bytes') / days.length, files: sum(days, 'files') / days.length }
    const most = {
      bytes: Math.max(...days.map(({ bytes }) => bytes)),
      files: Math.max(...days.map(({ files }) => files)),
    }
    this.#sizes.set(placeName(place), { mean, most })
  }

  get known(): number {
    return this.#sizes.size
  }

  /** Null: none of the places is known. A place that is not known counts as the mean of the others. */
  meanOf(places: readonly ArchivePlace[]): DaySize | null {
    return this.#over(places, 'mean')
  }

  /** What the busiest days suggest. */
  mostOf(places: readonly ArchivePlace[]): DaySize | null {
    return this.#over(places, 'most')
  }

  #over(places: readonly ArchivePlace[], which: 'mean' | 'most'): DaySize | null {
    const known = places.flatMap(place => this.#sizes.get(placeName(place))?.[which] ?? [])
    const usual = known.length > 0 ? known : [...this.#sizes.values()].map(size => size[which])
    if (usual.length === 0) return null
    const factor = places.length / usual.length
    return { bytes: sum(usual, 'bytes') * factor, files: sum(usual, 'files') * factor }
  }
}

/** Milliseconds that a query over so much takes. */
export const durationOf = ({ bytes, files }: DaySize): number =>
  START + 1000 * Math.max(bytes / PACE.bytes, files / PACE.files)

/** Milliseconds of the smallest query. */
const START = 3000

/** The share of one query that so much of a month takes: 1 is as much as a query may be expected to read in its time. */
export const shareOf = ({ bytes, files }: DaySize, days: number): number =>
  (1000 * days * Math.max(bytes / PACE.bytes, files / PACE.files)) / EXPECTED

const sum = (sizes: readonly DaySize[], member: keyof DaySize): number =>
  sizes.reduce((total, size) => total + size[member], 0)
