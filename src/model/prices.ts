import type { Json } from '../lib/json.ts'
import type { MicroDollars } from './cost.ts'

/**
 * What AWS bills requests by. `standard`: symmetric and HMAC keys, and management. The pairs are data key pairs.
 * https://aws.amazon.com/kms/pricing/
 */
export const REQUEST_CLASSES = ['standard', 'rsa_2048', 'asymmetric', 'data_key_pair_ecc', 'data_key_pair_rsa'] as const
export type RequestClass = (typeof REQUEST_CLASSES)[number]

/** The prices of one Region. */
export interface RegionPrices {
  region: string
  /** Where they are from: the list in the package, the Price List API, or the public price list file. */
  source: 'list' | 'price_list_api' | 'price_list_file'
  /** The day of the list. Null: the list does not say. */
  publishedOn: string | null
  /** Per month. Null: the list has no such price. */
  key: MicroDollars | null
  /** Millionths of a US dollar per request, which can be a fraction. A class that is left out has no known price. */
  requests: Readonly<Partial<Record<RequestClass, number>>>
}

/** One product of AWS's price list with its on-demand prices, as the API and the public file both have it. */
export interface ListedProduct {
  product: Json
  /** `terms.OnDemand` of the product: offers by their codes. */
  onDemand: Json
}

/** A price list of one Region. */
export interface PriceList {
  products: ListedProduct[]
  /** The day of the list. Null: it does not say. */
  publishedOn: string | null
}

/** Answers which prices a Region has. Null: none are known. */
export type PricesOf = (place: { region: string; partition: string }) => RegionPrices | null

/** Requests that are free in a month, once per account over all Regions; asymmetric keys and data key pairs have none. */
export const FREE_REQUESTS = 20_000
