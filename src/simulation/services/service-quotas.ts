import { page, pageSize, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { kmsGroupQuotas } from '../world/kms-quotas.ts'
import { QUOTAS_PER_SECOND } from '../world/quotas.ts'
import { usageDimensions } from '../world/sim-usage.ts'

/**
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html,
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListAWSDefaultServiceQuotas.html
 */
export const serviceQuotas: SimulatedService = {
  name: 'servicequotas',
  protocol: 'json-1.1',
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  operations: {
    ListServiceQuotas: call => listQuotas(call, true),
    ListAWSDefaultServiceQuotas: call => listQuotas(call, false),
  },
}

/** The applied values leave out quotas for which AWS has only a default. */
function listQuotas({ account, region, input, index: { quotas } }: SimulatedCall, applied: boolean): unknown {
  const service = String(input['ServiceCode'] ?? '')
  const { applied: own = {}, defaultOnly = [], unmetered = [] } = service === 'kms' ? quotas : {}
  const all = defaultQuotas(service, region)
    .filter(({ resource }) => !applied || !defaultOnly.includes(resource))
    .map(each => ({ ...each, perSecond: (applied ? own[each.resource] : undefined) ?? each.perSecond }))
  if (all.length === 0) throw new WireError('NoSuchResourceException', 'The specified resource does not exist.')
  const refusal = new WireError('InvalidPaginationTokenException', 'Invalid NextToken')
  const records = [...all.map(each => rateQuota(service, each, unmetered)), ...resourceQuotas(service)]
  const { items, next } = page(records, 'quotas', input['NextToken'], pageSize(input['MaxResults'], 100, 100), refusal)
  const arnStart = `arn:${account.partition}:servicequotas:${region}:${applied ? account.id : ''}:${service}/`
  const Quotas = items.map(each => ({ ...each, QuotaArn: arnStart + each.QuotaCode }))
  return { Quotas, ...(next !== undefined && { NextToken: next }) }
}

interface DefaultQuota {
  name: string
  resource: string
  perSecond: number
  adjustable?: boolean
}

function defaultQuotas(service: string, region: string): DefaultQuota[] {
  const prefix = service === 'monitoring' ? 'cloudwatch' : service
  const all = Object.entries(QUOTAS_PER_SECOND).flatMap(([operation, perSecond]) => {
    const resource = operation.slice(prefix.length + 1)
    return operation.startsWith(`${prefix}:`) ? [{ name: `${resource} request rate`, resource, perSecond }] : []
  })
  return service === 'kms' ? [...all, ...kmsGroupQuotas(region)] : all
}

const rateQuota = (
  service: string,
  { name, resource, perSecond, adjustable = true }: DefaultQuota,
  unmetered: readonly string[],
) => ({
  ...quota(service, resource, name),
  Value: perSecond,
  Adjustable: adjustable,
  ...(!unmetered.includes(resource) && {
    UsageMetric: {
      MetricNamespace: 'AWS/Usage',
      MetricName: 'CallCount',
      MetricDimensions: usageDimensions(resource),
      MetricStatisticRecommendation: 'Sum',
    },
  }),
  Period: { PeriodValue: 1, PeriodUnit: 'SECOND' },
})

/** Quotas that are not about rates. */
const resourceQuotas = (service: string) =>
  service === 'kms'
    ? [{ ...quota(service, 'Keys', 'Customer Master Keys (CMKs)'), Value: 100_000, Adjustable: true }]
    : []

const quota = (service: string, id: string, name: string) => ({
  ServiceCode: service,
  ServiceName: service,
  QuotaCode: codeOf(id),
  QuotaName: name,
  Unit: 'None',
  GlobalQuota: false,
})

/** A code such as `L-4D0A1F2C` does not say what the quota is about. */
function codeOf(id: string): string {
  let hash = 7
  for (const character of id) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0
  return `L-${hash.toString(16).toUpperCase().padStart(8, '0')}`
}
