import { DOLLAR } from '../../model/cost.ts'
import type { PricesOf } from '../../model/prices.ts'

/** The day on which the prices in this file were compared with AWS's list. */
export const LISTED_ON = '2026-09-11'

/**
 * The prices in the package, which are the same in all commercial Regions that were compared. AWS GovCloud (US) and the
 * AWS China Regions have prices of their own, which were not found.
 * https://aws.amazon.com/kms/pricing/
 */
export const listPrices: PricesOf = ({ region, partition }) =>
  partition === 'aws'
    ? {
        region,
        source: 'list',
        publishedOn: LISTED_ON,
        key: DOLLAR,
        requests: { standard: 3, rsa_2048: 3, asymmetric: 15, data_key_pair_ecc: 10, data_key_pair_rsa: 1200 },
      }
    : null
