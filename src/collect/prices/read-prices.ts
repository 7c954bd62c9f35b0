import type { Answer } from '../../aws/answers/answer.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { listPrices, LISTED_ON } from '../../cost/prices/list-prices.ts'
import { readPriceList } from '../../cost/prices/price-list.ts'
import type { Place } from '../../model/place.ts'
import type { PriceList, PricesOf, RegionPrices } from '../../model/prices.ts'
import { placesOf } from '../enter/places.ts'
import type { EnteredRun } from '../run/run.ts'
import { PriceCache } from './price-cache.ts'

/** The Regions that have the Price List API. */
const API_REGIONS = ['us-east-1', 'eu-central-1', 'ap-south-1'] as const

/**
 * Returns the prices of the Regions of a run: those in the package, or with `--prices live` those of AWS's price list.
 * A list that cannot be read is a gap, and the prices in the package are used.
 */
export async function readPrices(run: EnteredRun): Promise<PricesOf> {
  if (run.options.prices === 'list') return listPrices
  const all = [...placesOf(run), ...(run.inventory?.places.values() ?? [])]
  const places = new Map(all.map(({ place }) => [place.region, place]))
  const found = await Promise.all([...places.values()].map(place => livePrices(run, place)))
  const byRegion = new Map(found.map((prices, index) => [[...places.keys()][index], prices]))
  return place => byRegion.get(place.region) ?? listPrices(place)
}

/** Null: they could not be read, and a gap says why. */
async function livePrices(run: EnteredRun, place: Place): Promise<RegionPrices | null> {
  const { clock, host, gaps } = run
  // A simulated AWS has prices of its own.
  const cache = host.wire === null ? new PriceCache(host.env) : null
  const held = cache?.recall(place.region, clock.now) ?? null
  if (held !== null) return held
  const problems: string[] = []
  for (const source of ['price_list_api', 'price_list_file'] as const) {
    const answer = source === 'price_list_api' ? await fromApi(run, place) : await fromFile(run, place)
    if (answer === null) continue
    if (!answer.known) {
      problems.push(answer.why)
      continue
    }
    const { prices, problems: odd } = readPriceList(answer.value.products)
    problems.push(...odd)
    if (prices === null) continue
    const read: RegionPrices = { region: place.region, source, publishedOn: answer.value.publishedOn, ...prices }
    if (odd.length > 0) noteOdd(run, place, odd)
    else cache?.keep(read, clock.now)
    return read
  }
  const { account, region } = place
  const instead = listPrices(place) === null ? '' : ` The prices of ${LISTED_ON} are used.`
  const message = `${[...new Set(problems)].join('; ').replace(/\.$/, '')}.${instead}`
  gaps.add({ account, region, keyId: null, operation: 'pricing:GetProducts', reason: 'partial', message })
  return null
}

function noteOdd({ gaps }: EnteredRun, { account, region }: Place, odd: readonly string[]): void {
  const message = odd.join(' ')
  gaps.add({ account, region, keyId: null, operation: 'pricing:GetProducts', reason: 'malformed', message })
}

/** Asks the API with the credentials of an account of the partition `aws`. Null: there is none. */
async function fromApi({ accounts, calls }: EnteredRun, place: Place): Promise<Answer<PriceList> | null> {
  const session = accounts.find(each => each.session.partition === 'aws')?.session
  if (session === undefined) return null
  const { getProducts } = await import('../../aws/pricing/get-products.ts')
  let last: Answer<PriceList> | null = null
  for (const region of API_REGIONS) {
    const at = { partition: 'aws', account: session.account, region }
    last = await getProducts(new PlaceClient(at, session.clients(region), calls, session.state), place.region)
    if (last.known || last.reason === 'denied') return last
  }
  return last
}

async function fromFile({ accounts }: EnteredRun, place: Place): Promise<Answer<PriceList> | null> {
  const handler = accounts[0]?.session.requestHandler
  if (handler === undefined) return null
  const { readPriceListFile } = await import('../../aws/pricing/price-list-file.ts')
  return readPriceListFile(handler, place)
}
