import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer'
import type { Answer } from '../answers/answer.ts'
import { answered, fields, flag, list, Malformed, optional, text, word, type Read } from '../answers/shape.ts'
import { tokenIn, type Page } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** What one usage type cost in one Region and month. */
export interface BilledLine {
  /** The first day, and the day after the last one. */
  from: string
  until: string
  isEstimated: boolean
  region: string
  usageType: string
  /** US dollars. */
  cost: number
  quantity: number
}

/** The name that Cost Explorer has for KMS. */
const SERVICE = 'AWS Key Management Service'

/**
 * Reads what AWS billed an account for KMS, by month, Region and usage type. Each page is a request of $0.01.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
 *
 * @param client of us-east-1, where the only endpoint of the partition `aws` is
 * @param asked counts the requests
 */
export async function getCostAndUsage(
  client: PlaceClient,
  { from, until }: Pick<BilledLine, 'from' | 'until'>,
  asked: () => void,
): Promise<Answer<BilledLine[]>> {
  const explorer = client.clients.of('Cost Explorer', config => new CostExplorerClient(config))
  const { account } = client.place
  const input = {
    TimePeriod: { Start: from, End: until },
    Granularity: 'MONTHLY' as const,
    Metrics: ['UnblendedCost', 'UsageQuantity'],
    Filter: {
      And: [
        { Dimensions: { Key: 'SERVICE' as const, Values: [SERVICE] } },
        { Dimensions: { Key: 'LINKED_ACCOUNT' as const, Values: [account] } },
      ],
    },
    GroupBy: [
      { Type: 'DIMENSION' as const, Key: 'REGION' },
      { Type: 'DIMENSION' as const, Key: 'USAGE_TYPE' },
    ],
  }
  const send = (token: string | undefined) => {
    asked()
    return explorer.send(new GetCostAndUsageCommand({ ...input, ...(token !== undefined && { NextPageToken: token }) }))
  }
  const lines: BilledLine[] = []
  for await (const page of client.pages('ce:GetCostAndUsage', { send, read: readPage })) {
    if (!page.known) return page
    lines.push(...page.value.items)
  }
  return { known: true, value: lines }
}

interface CostPage extends Page {
  items: BilledLine[]
}

function readPage(answer: unknown): CostPage {
  const { ResultsByTime, NextPageToken } = answered(answer)
  return {
    items: list(linesOfMonth)(ResultsByTime, 'ResultsByTime').flat(),
    ...tokenIn(NextPageToken, 'NextPageToken'),
  }
}

const linesOfMonth: Read<BilledLine[]> = (value, name) => {
  const { TimePeriod, Groups, Estimated } = fields(value, name)
  const { Start, End } = fields(TimePeriod, `${name}.TimePeriod`)
  const month = {
    from: word(Start, `${name}.TimePeriod.Start`),
    until: word(End, `${name}.TimePeriod.End`),
    isEstimated: optional(flag)(Estimated, `${name}.Estimated`) ?? false,
  }
  return list(lineOf)(Groups ?? [], `${name}.Groups`).map(line => ({ ...month, ...line }))
}

const lineOf: Read<Pick<BilledLine, 'region' | 'usageType' | 'cost' | 'quantity'>> = (value, name) => {
  const { Keys, Metrics } = fields(value, name)
  const [region, usageType] = list(text)(Keys, `${name}.Keys`)
  if (region === undefined || usageType === undefined) throw new Malformed(`${name}.Keys does not have two groups`)
  const { UnblendedCost, UsageQuantity } = fields(Metrics, `${name}.Metrics`)
  const cost = fields(UnblendedCost, `${name}.UnblendedCost`)
  if (cost['Unit'] !== 'USD') throw new Malformed(`${name}.UnblendedCost is not in US dollars`)
  const quantity = fields(UsageQuantity, `${name}.UsageQuantity`)
  return {
    region,
    usageType,
    cost: decimal(cost['Amount'], `${name}.UnblendedCost.Amount`),
    quantity: decimal(quantity['Amount'], `${name}.UsageQuantity.Amount`),
  }
}

/** Amounts are decimals in texts, such as `12.3870967742`, or `1.2E-6`. Refunds are negative. */
const decimal: Read<number> = (value, name) => {
  const found = Number(word(value, name))
  if (!Number.isFinite(found)) throw new Malformed(`${name} is not a number`)
  return found
}
