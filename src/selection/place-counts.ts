import type { Place } from '../model/place.ts'

/** A Region of an account: a place without its partition, which the account implies. */
export type AccountRegion = Pick<Place, 'account' | 'region'>

/** Counts of keys by account and Region. */
export class PlaceCounts {
  #counts = new Map<string, number>()

  add(place: AccountRegion): void {
    this.#counts.set(nameOf(place), this.of(place) + 1)
  }

  of(place: AccountRegion): number {
    return this.#counts.get(nameOf(place)) ?? 0
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0
  }
}

const nameOf = ({ account, region }: AccountRegion): string => `${account} ${region}`
