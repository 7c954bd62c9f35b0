import { DAY, HOUR, SECOND } from '../../../model/time.ts'
import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimReceived } from '../../world/sim-received.ts'

interface Datum {
  MetricName: string
  Dimensions?: { Name: string; Value: string }[]
  Timestamp?: number
  Value: number
  Unit?: string
}

const MOST_VALUES = 1000
const OLDEST = 14 * DAY
const AHEAD = 2 * HOUR

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export function putMetricData({ account, region, input, now }: SimulatedCall): unknown {
  const namespace = String(input['Namespace'] ?? '')
  const data = (input['MetricData'] ?? []) as Datum[]
  if (!/^[^:][!-~]{0,254}$/.test(namespace) || namespace.startsWith('AWS/')) throw invalidValue('Namespace')
  if (data.length === 0 || data.length > MOST_VALUES) throw invalidValue('MetricData')
  for (const datum of data) requireValid(datum, now)
  account.regions[region]?.received?.datapoints.push(
    ...data.map(({ MetricName: name, Dimensions = [], Timestamp, Value: value, Unit: unit = 'None' }) => ({
      namespace,
      name,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
      value,
      unit,
      at: Timestamp ?? now / SECOND,
    })),
  )
  return {}
}

/** One value that is not valid fails the call. */
function requireValid({ MetricName, Dimensions = [], Timestamp, Value, Unit = 'None' }: Datum, now: number): void {
  if (!ASCII.test(MetricName) || MetricName.length > 255) throw invalidValue('MetricName')
  if (Dimensions.length > 30) throw invalidValue('Dimensions')
  for (const { Name, Value: value } of Dimensions)
    if (!ASCII.test(Name) || !ASCII.test(value) || Name.length > 255 || value.length > 1024)
      throw invalidValue('Dimensions')
  if (!Number.isFinite(Value)) throw invalidValue('Value')
  if (!['None', 'Count', 'Percent', 'Seconds', 'Bytes'].includes(Unit)) throw invalidValue('Unit')
  const at = Timestamp === undefined ? now : Timestamp * SECOND
  if (now - at > OLDEST || at - now > AHEAD) throw invalidValue('Timestamp')
}

const ASCII = /^[ -~]+$/

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export function getDashboard({ account, input }: SimulatedCall): unknown {
  const name = String(input['DashboardName'])
  const body = receivedBy(account)
    .find(({ dashboards }) => dashboards.has(name))
    ?.dashboards.get(name)
  if (body === undefined) throw new WireError('ResourceNotFound', `Dashboard ${name} does not exist`, 404)
  return { DashboardName: name, DashboardBody: body }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export function putDashboard({ account, input }: SimulatedCall): unknown {
  const name = String(input['DashboardName'])
  const body = String(input['DashboardBody'])
  if (!/^[\w-]{1,255}$/.test(name)) throw new WireError('InvalidParameterInput', 'The dashboard name is not valid')
  const problem = problemOf(body)
  if (problem !== null) throw new WireError('InvalidParameterInput', problem)
  receivedBy(account)[0]?.dashboards.set(name, body)
  return { DashboardValidationMessages: [] }
}

/** A dashboard is global: any Region has it. */
const receivedBy = ({ regions }: SimulatedCall['account']): SimReceived[] =>
  Object.values(regions).flatMap(({ received }) => received ?? [])

function problemOf(body: string): string | null {
  try {
    const { widgets } = JSON.parse(body) as { widgets?: { x: number; width: number }[] }
    if (!Array.isArray(widgets) || widgets.length > 500) return 'The body has no list of at most 500 widgets'
    return widgets.some(({ x, width }) => x + width > 24) ? 'A widget is wider than the grid' : null
  } catch {
    return 'The field DashboardBody must be a valid JSON object'
  }
}

const invalidValue = (parameter: string): WireError =>
  new WireError('InvalidParameterValue', `The parameter ${parameter} is not valid.`)
