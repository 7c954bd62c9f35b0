import { page, pageSize, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { QUOTAS_PER_SECOND } from '../world/quotas.ts'

/** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html */
export const serviceQuotas: SimulatedService = {
  name: 'servicequotas',
  protocol: 'json-1.1',
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  operations: { ListServiceQuotas: listServiceQuotas },
}

function listServiceQuotas({ account, region, input }: SimulatedCall): unknown {
  const service = String(input['ServiceCode'] ?? '')
  const prefix = service === 'monitoring' ? 'cloudwatch' : service
  const all = Object.entries(QUOTAS_PER_SECOND).flatMap(([operation, value]) =>
    operation.startsWith(`${prefix}:`) ? [quota(service, operation.slice(prefix.length + 1), value)] : [],
  )
  if (all.length === 0) throw new WireError('NoSuchResourceException', 'The specified resource does not exist.')
  const refusal = new WireError('InvalidPaginationTokenException', 'Invalid NextToken')
  const { items, next } = page(all, 'quotas', input['NextToken'], pageSize(input['MaxResults'], 100, 100), refusal)
  const arn = (code: string): string =>
    `arn:${account.partition}:servicequotas:${region}:${account.id}:${service}/${code}`
  const Quotas = items.map(each => ({ ...each, QuotaArn: arn(each.QuotaCode) }))
  return { Quotas, ...(next !== undefined && { NextToken: next }) }
}

const quota = (service: string, operation: string, value: number) => ({
  ServiceCode: service,
  ServiceName: service,
  QuotaCode: `L-${Buffer.from(operation).toString('hex').slice(0, 8).toUpperCase()}`,
  QuotaName: `${operation} request rate`,
  Value: value,
  Unit: 'None',
  Adjustable: true,
  GlobalQuota: false,
  UsageMetric: {
    MetricNamespace: 'AWS/Usage',
    MetricName: 'CallCount',
    MetricDimensions: { Class: 'None', Resource: operation, Service: 'KMS', Type: 'API' },
    MetricStatisticRecommendation: 'Sum',
  },
  Period: { PeriodValue: 1, PeriodUnit: 'SECOND' },
})
