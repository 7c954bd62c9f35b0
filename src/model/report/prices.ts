import type { RegionPrices, RequestClass } from '../prices.ts'

/** The prices of one Region, in US dollars. */
export interface PriceRecord {
  region: string
  /** `list`: in the package; `price_list_api` and `price_list_file`: AWS's price list. */
  source: RegionPrices['source']
  /** The day of the list. Null: the list does not say. */
  published_on: string | null
  /** Per month. Null: not known. */
  key: number | null
  /** For 10,000 requests, by class. A class that is left out has no known price. */
  requests: Partial<Record<RequestClass, number>>
}

/** What the requests to the keys of one account cost in the days of `request_days`, in US dollars. */
export interface RequestCostRecord {
  account_id: string
  /** Counted requests by class. */
  requests: Partial<Record<RequestClass, number>>
  /** How many of them the free tier covers: 20,000 in 30 days, once for all Regions of an account. */
  free_requests: number
  /** Null: a price is not known. */
  before_free_tier: number | null
  cost: number | null
  /** Whether there were more requests: of a key that was not counted, or whose class is not known. */
  is_lower_bound: boolean
}
