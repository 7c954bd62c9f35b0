import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing'
import { isObject } from '../../lib/json.ts'
import type { ListedProduct, PriceList } from '../../model/prices.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, list, Malformed, type Read } from '../answers/shape.ts'
import { nextPage, type Page, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

interface ProductPage extends Page {
  items: { product: ListedProduct; publishedOn: string | null }[]
}

/**
 * Reads the prices of AWS KMS in one Region from the Price List API, which only some Regions have.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
 *
 * @param client of a Region that has the API: us-east-1, eu-central-1 or ap-south-1
 */
export async function getProducts(client: PlaceClient, region: string): Promise<Answer<PriceList>> {
  const pricing = client.clients.of('Pricing', config => new PricingClient(config))
  const Filters = [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: region }] as const
  const send = (token: string | undefined) =>
    pricing.send(
      new GetProductsCommand({ ServiceCode: 'awskms', Filters: [...Filters], MaxResults: 100, ...tokenBy(token) }),
    )
  const products: ListedProduct[] = []
  const days: string[] = []
  for await (const page of client.pages('pricing:GetProducts', { send, read: readPage })) {
    if (!page.known) return page
    for (const { product, publishedOn } of page.value.items) {
      products.push(product)
      if (publishedOn !== null) days.push(publishedOn)
    }
  }
  return { known: true, value: { products, publishedOn: days.toSorted().at(-1) ?? null } }
}

function readPage(answer: unknown): ProductPage {
  const { PriceList: found, NextToken } = answered(answer)
  return { items: list(product)(found ?? [], 'PriceList'), ...nextPage(NextToken) }
}

/** A product is JSON in a text. */
const product: Read<ProductPage['items'][number]> = (value, name) => {
  const parsed = parsedOrNull(String(value))
  if (!isObject(parsed) || !isObject(parsed['product'])) throw new Malformed(`${name} is not a product in JSON`)
  const terms = isObject(parsed['terms']) ? parsed['terms'] : {}
  const onDemand = isObject(terms['OnDemand']) ? terms['OnDemand'] : {}
  return { product: { product: parsed['product'], onDemand }, publishedOn: dayOf(parsed['publicationDate']) }
}

/** The day of a time such as `2026-09-11T18:02:40Z`. Null: it is none. */
export const dayOf = (time: unknown): string | null => /^\d{4}-\d{2}-\d{2}/.exec(String(time))?.[0] ?? null

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
