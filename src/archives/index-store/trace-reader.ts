import type { ArchiveTrace, DigestHour, HomeTrace, TrailChange } from '../../model/archive/coverage.ts'
import { type ArchivePlace, placeName } from '../archive-place.ts'
import type { PlaceTrace } from '../engine.ts'
import { placeTrace, trailChanges } from './read-trace.ts'
import type { OpenSegment } from './segment.ts'

/** What an index shows about the archive itself. The index must not change meanwhile. */
export class TraceReader {
  readonly #segments: readonly OpenSegment[]
  readonly places: readonly ArchivePlace[]
  /** Of places that are homes of trails, which all questions have in common. */
  readonly #homes = new Map<string, HomeTrace>()
  #changes: readonly TrailChange[] | null = null
  /** A place is often asked about more than once in a row. */
  #latest: PlaceTrace | null = null

  constructor(segments: readonly OpenSegment[]) {
    this.#segments = segments
    this.places = placesOf(segments)
  }

  /** Throws `DamagedIndex`. */
  placeTrace({ account, region }: ArchivePlace): PlaceTrace {
    if (this.#latest?.account !== account || this.#latest.region !== region)
      this.#latest = placeTrace(this.#segments, account, region)
    return this.#latest
  }

  /** Throws `DamagedIndex`. */
  trace(place: ArchivePlace): ArchiveTrace {
    const { account, region, digests, damaged, delivered } = this.placeTrace(place)
    this.#changes ??= trailChanges(this.#segments)
    const homes = this.#homesOf(digests)
    return { account, region, digests, damaged, delivered, changes: this.#changes, homes, doubts: [] }
  }

  /** The home Regions of the trails, in all accounts, because a trail of an organization is changed in one of them. */
  #homesOf(digests: readonly DigestHour[]): HomeTrace[] {
    const trails = new Set(digests.map(({ trail }) => trail))
    const regions = new Set(digests.map(({ home }) => home))
    return this.places
      .filter(({ region }) => regions.has(region))
      .map(place => this.#home(place))
      .map(home => ({ ...home, digests: home.digests.filter(({ trail }) => trails.has(trail)) }))
  }

  #home({ account, region }: ArchivePlace): HomeTrace {
    const name = placeName({ account, region })
    const known = this.#homes.get(name)
    if (known !== undefined) return known
    const { digests, damaged } = this.placeTrace({ account, region })
    const home = { account, region, digests, damaged }
    this.#homes.set(name, home)
    return home
  }
}

/** The places of all files, sorted. */
export function placesOf(segments: readonly OpenSegment[]): ArchivePlace[] {
  const names = new Set(segments.flatMap(({ record }) => record.tables.files.map(({ place }) => place)))
  // Changes of trails belong to no place.
  names.delete('')
  return [...names].toSorted().map(name => {
    const [account = '', region = ''] = name.split('/')
    return { account, region }
  })
}
