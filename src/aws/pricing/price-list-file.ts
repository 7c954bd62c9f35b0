import { HttpRequest } from '@smithy/core/protocols'
import { isObject, type Json } from '../../lib/json.ts'
import type { PriceList } from '../../model/prices.ts'
import { failure, type Answer } from '../answers/answer.ts'
import type { RequestHandler } from '../session/request-handler.ts'
import { dayOf } from './get-products.ts'

/** Bytes. The file of AWS KMS has some tens of thousands. */
const LARGEST = 8 * 1024 * 1024

/** The hosts of the public price lists by partition. The file is not signed and needs no credentials. */
const FILES: Readonly<Record<string, { host: string; folder: string }>> = {
  'aws-cn': { host: 'pricing.cn-north-1.amazonaws.com.cn', folder: 'cn' },
}
const USUAL = { host: 'pricing.us-east-1.amazonaws.com', folder: 'aws' }

/**
 * Reads the prices of AWS KMS in one Region from the public price list file.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 */
export async function readPriceListFile(
  handler: RequestHandler,
  { region, partition }: { region: string; partition: string },
): Promise<Answer<PriceList>> {
  const { host, folder } = FILES[partition] ?? USUAL
  const path = `/offers/v1.0/${folder}/awskms/current/${region}/index.json`
  const request = new HttpRequest({ protocol: 'https:', hostname: host, method: 'GET', path, headers: { host } })
  try {
    const { response } = await handler.handle(request)
    const text = await bodyText(response.body)
    if (response.statusCode !== 200)
      return failure('server_error', `${host} answered with status ${response.statusCode}`)
    return toPriceList(JSON.parse(text), host)
  } catch (error) {
    if (error instanceof SyntaxError) return failure('malformed', `${host} did not answer with JSON`)
    return failure('network', `${host}: ${(error as Error).message}`)
  }
}

async function bodyText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > LARGEST) throw new Error('the price list is larger than 8 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function toPriceList(file: unknown, host: string): Answer<PriceList> {
  if (!isObject(file) || !isObject(file['products']))
    return failure('malformed', `${host} did not answer with a price list`)
  const terms = isObject(file['terms']) && isObject(file['terms']['OnDemand']) ? file['terms']['OnDemand'] : {}
  const products = Object.entries(file['products']).flatMap(([sku, product]) =>
    isObject(product) ? [{ product, onDemand: isObject(terms[sku]) ? (terms[sku] as Json) : {} }] : [],
  )
  return { known: true, value: { products, publishedOn: dayOf(file['publicationDate']) } }
}
