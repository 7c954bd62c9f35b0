import { ListServiceQuotasCommand } from '@aws-sdk/client-service-quotas'
import { isObject } from '../../lib/json.ts'
import type { Answer } from '../answers/answer.ts'
import {
  answered,
  fields,
  number,
  optional,
  readableItems,
  text,
  type Read,
  type ReadableItems,
} from '../answers/shape.ts'
import { type Page, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** The quota of one operation, in requests per second. */
export interface RequestQuota {
  /** As the API names it: `DescribeKey`. */
  operation: string
  perSecond: number
}

/**
 * Reads the request quotas of a service in one Region, such as `kms`. Quotas that are not about the requests of one
 * operation are left out.
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html
 */
export async function listRequestQuotas(
  client: PlaceClient,
  service: string,
): Promise<Answer<readonly RequestQuota[]>> {
  const quotas = await client.clients.serviceQuotas()
  const found: RequestQuota[] = []
  const send = (token: string | undefined) =>
    quotas.send(new ListServiceQuotasCommand({ ServiceCode: service, MaxResults: 100, ...tokenBy(token) }))
  for await (const page of client.pages('servicequotas:ListServiceQuotas', { send, read: readPage, id: service })) {
    if (!page.known) return page
    found.push(...page.value.items.good.filter(each => each !== null))
  }
  return { known: true, value: found }
}

interface QuotaPage extends Page {
  items: ReadableItems<RequestQuota | null>
}

function readPage(answer: unknown): QuotaPage {
  const { Quotas, NextToken } = answered(answer)
  return {
    items: readableItems(requestQuota)(Quotas ?? [], 'Quotas'),
    next: optional(text)(NextToken, 'NextToken'),
    unreadableToken: null,
  }
}

/** The usage metric names the operation; older entries only have a name such as `DescribeKey request rate`. */
const requestQuota: Read<RequestQuota | null> = (value, name) => {
  const { QuotaName, Value, UsageMetric, Period } = fields(value, name)
  const metric = optional(fields)(UsageMetric, `${name}.UsageMetric`)
  const dimensions = optional(fields)(metric?.['MetricDimensions'], `${name}.UsageMetric.MetricDimensions`)
  const title = optional(text)(QuotaName, `${name}.QuotaName`) ?? ''
  const operation = optional(text)(dimensions?.['Resource'], 'Resource') ?? /^(\w+) request rate/.exec(title)?.[1]
  const perSecond = optional(number)(Value, `${name}.Value`)
  return operation === undefined || perSecond === undefined || !isPerSecond(title, Period)
    ? null
    : { operation, perSecond }
}

const isPerSecond = (title: string, period: unknown): boolean =>
  /request rate|per second|TPS/i.test(title) || (isObject(period) && period['PeriodUnit'] === 'SECOND')
