import type { WireRequest, WireResponse } from '../wire/call.ts'
import { priceProducts, PUBLISHED } from './price-products.ts'

/**
 * Answers for the public price list file of AWS KMS, which is not signed. Null: the request is for something else.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 */
export function priceListFile({ method, path }: WireRequest): WireResponse | null {
  const region = /^\/offers\/v1\.0\/(?:aws|cn)\/awskms\/current\/([a-z0-9-]+)\/index\.json$/.exec(path)?.[1]
  if (method !== 'GET' || region === undefined) return null
  const products = priceProducts(region)
  if (products === null) return { status: 404, headers: { 'content-type': 'application/xml' }, body: '<Error/>' }
  const file = {
    formatVersion: 'v1.0',
    offerCode: 'AmazonKMS',
    publicationDate: PUBLISHED,
    products: Object.fromEntries(products.map(({ sku, product }) => [sku, product])),
    terms: { OnDemand: Object.fromEntries(products.map(({ sku, onDemand }) => [sku, onDemand])) },
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(file) }
}
