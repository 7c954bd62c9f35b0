import { keyPrice } from '../../cost/key-price.ts'
import { requestCosts } from '../../cost/request-costs.ts'
import { calculateSavings, toDollars } from '../../cost/savings.ts'
import { known, unknown } from '../../model/fact.ts'
import type { Key } from '../../model/key.ts'
import type { CostRecord, KeyRecord, Report } from '../../model/report/report.ts'
import type { Disposition } from '../../model/usage.ts'
import type { SavedOptions } from '../../model/options/options.ts'
import { decideDisposition } from '../../usage/disposition.ts'
import { decideFamilyDispositions, isMultiRegion } from '../../usage/family.ts'
import { summarizeKeys } from '../../usage/summary.ts'
import { instant, type SourceTraits, toEvidence, toKey, toMicroDollars, toUsage } from './from-record.ts'

type Asked = Pick<SavedOptions, 'unusedDays' | 'pricePerKey'>

interface Item {
  record: KeyRecord
  key: Key
  disposition: Disposition
}

/** Returns the report with the dispositions, prices, summary and savings of an audit of just these keys. Pure. */
export function recountReport(report: Report, asked: Asked, traits: ReadonlyMap<string, SourceTraits>): Report {
  const unusedDays = asked.unusedDays ?? report.unused_days
  const own = report.keys.map(record => {
    const key = toKey(record)
    return {
      record,
      key,
      usage: record.usage === undefined ? null : toUsage(record.usage, Date.parse(report.generated_at)),
      disposition: ownDisposition(record, key, { ...report, unused_days: unusedDays }, asked, traits),
    }
  })
  const { dispositions } = decideFamilyDispositions(own)
  const items = own.map(item =>
    priced({ ...item, disposition: dispositions.get(item.key.arn) ?? item.disposition }, asked),
  )
  return {
    ...report,
    unused_days: unusedDays,
    summary: summarizeKeys(items),
    savings: calculateSavings(
      items.map(({ record: { cost }, ...item }) => ({ ...item, price: toMicroDollars(cost.key), basis: cost.basis })),
      { allPlacesRead: report.scope.places.every(({ status }) => status === 'complete') },
    ),
    ...(report.prices !== undefined &&
      report.request_days !== undefined && {
        request_costs: requestCosts(report.keys, report.prices, report.request_days),
      }),
    keys: items.map(({ record, disposition: final }) => ({ ...record, disposition: final })),
  }
}

/**
 * Returns the key's own disposition, for another number of days if one is given. The recorded one may be that of its
 * family.
 */
function ownDisposition(
  { usage: record, created_at, disposition: recorded }: KeyRecord,
  key: Key,
  { generated_at, unused_days: unusedDays }: Report,
  { unusedDays: asked }: Asked,
  traits: ReadonlyMap<string, SourceTraits>,
): Disposition {
  if (record === undefined) return 'unknown'
  if (asked === null && !isMultiRegion(key)) return recorded
  const now = Date.parse(generated_at)
  const evidence = record.evidence.map(each => toEvidence(each, traits))
  return decideDisposition({ usage: toUsage(record, now), evidence, createdAt: instant(created_at), now, unusedDays })
}

function priced(item: Item, { pricePerKey }: Asked): Item {
  if (pricePerKey === null) return item
  const { record, key } = item
  const { key: price, basis } = keyPrice(key, { pricePerKey, listPrice: null, ...rotationsOf(record) })
  const cost: CostRecord = { ...record.cost, key: toDollars(price), basis }
  return { ...item, record: { ...record, cost } }
}

function rotationsOf({ rotation }: KeyRecord) {
  if (rotation === undefined) return {}
  const list = rotation?.rotations ?? null
  return { rotations: list === null ? unknown('key rotations could not be read') : known(list.length) }
}
