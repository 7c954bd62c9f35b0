import { isObject } from '../../lib/json.ts'
import { DAY, type Instant } from '../../model/time.ts'
import { page, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import type { SimKey } from '../world/sim-key.ts'

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html */
export const costExplorer: SimulatedService = {
  name: 'ce',
  protocol: 'json-1.1',
  throttle: { name: 'LimitExceededException', message: 'Rate exceeded', status: 400 },
  operations: { GetCostAndUsage: getCostAndUsage },
}

/** Groups of one page. AWS has far more; so few let tests read several pages. */
const GROUPS = 3

interface Group {
  from: string
  until: string
  Keys: [region: string, usageType: string]
  cost: number
  quantity: number
}

/** Months of KMS by Region and usage type. What is grouped otherwise is not simulated. */
function getCostAndUsage({ input, account, now }: SimulatedCall): unknown {
  const period = isObject(input['TimePeriod']) ? input['TimePeriod'] : {}
  const months = monthsIn(String(period['Start']), String(period['End']))
  if (months.length === 0) throw new WireError('ValidationException', 'Start date (and hour) should be before end date')
  const groups = months.flatMap(month =>
    Object.entries(account.regions).flatMap(([region, { keys }]) =>
      groupsOf(region, typeof keys === 'function' ? keys() : keys, month),
    ),
  )
  const refusal = new WireError('InvalidNextTokenException', 'Invalid NextPageToken')
  const { items, next } = page(groups, 'costs', input['NextPageToken'], GROUPS, refusal)
  return {
    ResultsByTime: months.map(({ from, until }) => ({
      TimePeriod: { Start: from, End: until },
      Total: {},
      Estimated: Date.parse(until) + 5 * DAY > now,
      Groups: items
        .filter(group => group.from === from)
        .map(({ Keys, cost, quantity }) => ({
          Keys,
          Metrics: {
            UnblendedCost: { Amount: cost.toFixed(10), Unit: 'USD' },
            UsageQuantity: { Amount: String(quantity), Unit: 'N/A' },
          },
        })),
    })),
    ...(next !== undefined && { NextPageToken: next }),
  }
}

type Month = Pick<Group, 'from' | 'until'> & { share: number }

/** The months from one day to another, the last one cut off. */
function monthsIn(start: string, end: string): Month[] {
  const found: Month[] = []
  for (let from = start; from < end;) {
    const [year = 0, month = 1] = from.split('-').map(Number)
    const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
    const until = next < end ? next : end
    const days = (Date.parse(next) - Date.UTC(year, month - 1, 1)) / DAY
    found.push({ from, until, share: (Date.parse(until) - Date.parse(from)) / DAY / days })
    from = until
  }
  return found
}

/** Keys cost their share of a month, with two rotations at most; of requests, the uses in those days count. */
function groupsOf(region: string, keys: readonly SimKey[], { from, until, share }: Month): Group[] {
  const billed = keys.filter(({ manager, state }) => manager === 'CUSTOMER' && state !== 'PendingDeletion')
  const rotations = billed.reduce((sum, { rotation }) => sum + Math.min(2, rotation?.rotations?.length ?? 0), 0)
  const requests = keys.flatMap(({ uses }) => uses).reduce((sum, use) => sum + countIn(use, from, until), 0)
  const months = (billed.length + rotations) * share
  return [
    { from, until, Keys: [region, `${region}-KMS-Keys`], cost: months, quantity: months },
    { from, until, Keys: [region, `${region}-KMS-Requests`], cost: requests * 0.000_003, quantity: requests },
  ]
}

/** Calls are spread evenly over their time. */
function countIn({ at, count = 1, over = 0 }: SimKey['uses'][number], from: string, until: string): number {
  const [start, end]: [Instant, Instant] = [Date.parse(from), Date.parse(until)]
  if (over === 0) return at >= start && at < end ? count : 0
  const shared = Math.min(at, end) - Math.max(at - over, start)
  return shared <= 0 ? 0 : Math.round((count * shared) / over)
}
