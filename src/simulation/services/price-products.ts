/** A product of the price list of AWS KMS, as the API and the public file both have it. */
export interface SimProduct {
  sku: string
  product: Record<string, unknown>
  onDemand: Record<string, unknown>
}

/** The day of the simulated price list. */
export const PUBLISHED = '2026-11-20T18:02:40Z'

/** US dollars. Other Regions have the usual prices. */
const REGIONS: Readonly<Record<string, { prefix: string; key?: string }>> = {
  'us-east-1': { prefix: 'us-east-1-' },
  'eu-west-1': { prefix: 'EU-' },
  'us-gov-west-1': { prefix: 'UGW1-', key: '1.2000000000' },
}

const family = (name: string) => ({ productFamily: name })

/**
 * The products of one Region, as inconvenient as those of AWS: prefixes of usage types have several spellings, some
 * products have no product family, one usage type is the beginning of another, and the free tier has a price of zero.
 * Null: the list does not have the Region.
 */
export function priceProducts(region: string): SimProduct[] | null {
  const { prefix, key = '1.0000000000' } = REGIONS[region] ?? { prefix: `${region}-` }
  if (region.startsWith('cn-')) return null
  return [
    productOf(`${prefix}KMS-Keys`, family('Encryption Key'), [['0', 'Inf', key]]),
    productOf(`${prefix}KMS-Requests`, family('API Request'), [
      ['0', '20000', '0.0000000000'],
      ['20000', 'Inf', '0.0000030000'],
    ]),
    productOf('Global-KMS-Requests', family('API Request'), [['0', 'Inf', '0.0000000000']]),
    productOf(`${prefix}KMS-Requests-Asymmetric`, {}, [['0', 'Inf', '0.0000150000']]),
    productOf(`${prefix}KMS-Requests-Asymmetric-RSA_2048`, {}, [['0', 'Inf', '0.0000030000']]),
    productOf(`${prefix}KMS-Requests-GenerateDatakeyPair-ECC`, {}, [['0', 'Inf', '0.0000100000']]),
    productOf(`${prefix}KMS-Requests-GenerateDatakeyPair-RSA`, {}, [['0', 'Inf', '0.0012000000']]),
  ]
}

function productOf(
  usagetype: string,
  more: object,
  ranges: readonly (readonly [from: string, to: string, price: string])[],
): SimProduct {
  const sku = Buffer.from(usagetype).toString('hex').slice(-16).toUpperCase()
  const offer = `${sku}.JRTCKXETXF`
  return {
    sku,
    product: { sku, ...more, attributes: { servicecode: 'awskms', usagetype, operation: '' } },
    onDemand: {
      [offer]: {
        sku,
        effectiveDate: '2026-11-01T00:00:00Z',
        priceDimensions: Object.fromEntries(
          ranges.map(([beginRange, endRange, price], index) => [
            `${offer}.${index}`,
            { unit: 'Requests', beginRange, endRange, pricePerUnit: { USD: price } },
          ]),
        ),
      },
    },
  }
}
