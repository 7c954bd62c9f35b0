import { ListAWSDefaultServiceQuotasCommand, ListServiceQuotasCommand } from '@aws-sdk/client-service-quotas'
import { isObject, type Json } from '../../lib/json.ts'
import type { Operation } from '../../model/operations/operations.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../model/time.ts'
import { failure, type Failure } from '../answers/answer.ts'
import {
  answered,
  amount,
  fields,
  flag,
  Members,
  optional,
  readableItems,
  text,
  texts,
  word,
  type Read,
  type ReadableItems,
} from '../answers/shape.ts'
import type { Metric } from '../cloudwatch/metric-series.ts'
import { nextPage, tokenBy, type Page } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** A quota for the rate of requests, as Service Quotas describes it. */
export interface RateQuota {
  code: string
  name: string
  /** Null: Service Quotas names none. */
  arn: string | null
  /** Requests per second. */
  perSecond: number
  /** Null: Service Quotas does not say. */
  isAdjustable: boolean | null
  /** The metric that counts the requests. Null: Service Quotas names none. */
  metric: Metric | null
}

export interface RateQuotas {
  quotas: readonly RateQuota[]
  /** Why the list is not whole. Null: it is. */
  failure: Failure | null
}

/**
 * Lists the rate quotas of a service in one Region. The applied list leaves out quotas for which AWS has only a default
 * value, and the default list has the values before any increase.
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html,
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListAWSDefaultServiceQuotas.html
 *
 * @param service the code of the service: `kms`
 */
export async function listRateQuotas(
  client: PlaceClient,
  service: string,
  kind: 'applied' | 'default',
): Promise<RateQuotas> {
  const sdk = await client.clients.serviceQuotas()
  const found: RateQuota[] = []
  let wrong: string | null = null
  const send = (token: string | undefined) => {
    const input = { ServiceCode: service, MaxResults: PAGE, ...tokenBy(token) }
    return kind === 'applied'
      ? sdk.send(new ListServiceQuotasCommand(input))
      : sdk.send(new ListAWSDefaultServiceQuotasCommand(input))
  }
  for await (const page of client.pages(LIST_OPERATIONS[kind], { send, read: readRatePage })) {
    if (!page.known) return { quotas: found, failure: page }
    const { items } = page.value
    wrong ??= items.wrong
    found.push(...items.good.filter(quota => quota !== null))
  }
  return { quotas: found, failure: wrong === null ? null : failure('malformed', wrong) }
}

/** The operation that lists the quotas of each kind. */
export const LIST_OPERATIONS = {
  applied: 'servicequotas:ListServiceQuotas',
  default: 'servicequotas:ListAWSDefaultServiceQuotas',
} as const satisfies Record<string, Operation>

/** The most that a page can hold. */
const PAGE = 100

interface RatePage extends Page {
  items: ReadableItems<RateQuota | null>
}

function readRatePage(answer: unknown): RatePage {
  const { Quotas, NextToken } = answered(answer)
  return { items: readableItems(rateQuota)(Quotas ?? [], 'Quotas'), ...nextPage(NextToken) }
}

/** Null: the quota is not about a rate, such as the number of keys. */
const rateQuota: Read<RateQuota | null> = (value, name) => {
  const { QuotaCode, QuotaName, QuotaArn, Value, Adjustable, Period, UsageMetric } = fields(value, name)
  const code = word(QuotaCode, `${name}.QuotaCode`)
  const title = optional(text)(QuotaName, `${name}.QuotaName`) ?? code
  const period = isObject(Period) ? periodOf(Period, `${name}.Period`) : / request rate$/i.test(title) ? SECOND : null
  if (period === null) return null
  const members = new Members()
  return {
    code,
    name: title,
    arn: members.read(word, QuotaArn, `${name}.QuotaArn`) ?? null,
    perSecond: (amount(Value, `${name}.Value`) * SECOND) / period,
    isAdjustable: members.read(flag, Adjustable, `${name}.Adjustable`) ?? null,
    metric: members.read(callMetric, UsageMetric, `${name}.UsageMetric`) ?? null,
  }
}

/** Returns the time of a quota, in milliseconds: `{ PeriodValue: 1, PeriodUnit: 'SECOND' }`. */
function periodOf({ PeriodValue, PeriodUnit }: Json, name: string): number | null {
  const unit = UNITS[optional(text)(PeriodUnit, `${name}.PeriodUnit`) ?? '']
  const count = optional(amount)(PeriodValue, `${name}.PeriodValue`) ?? 0
  return unit === undefined || count === 0 ? null : count * unit
}

const UNITS: Readonly<Record<string, number>> = {
  MICROSECOND: SECOND / 1_000_000,
  MILLISECOND: SECOND / 1000,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK: 7 * DAY,
}

const callMetric: Read<Metric | null> = (value, name) => {
  const { MetricNamespace, MetricName, MetricDimensions } = fields(value, name)
  if (MetricNamespace === undefined || MetricName === undefined) return null
  const dimensions = texts(MetricDimensions ?? {}, `${name}.MetricDimensions`)
  return {
    namespace: word(MetricNamespace, `${name}.MetricNamespace`),
    name: word(MetricName, `${name}.MetricName`),
    dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  }
}
