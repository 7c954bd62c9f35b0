import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { changedField, refuse } from '../../../src/simulation/faults/faults.ts'
import { METRICS_NAMESPACE as NAMESPACE } from '../../../src/model/metrics-namespace.ts'
import { METRIC_NAMES } from '../../../src/sinks/cloudwatch/metric-data.ts'
import { dashboardBody } from '../../../src/sinks/dashboard/body.ts'
import { receivingWorld, send } from '../receiving-world.ts'

const NAME = 'KMS-Cost-Optimization'

interface MetricProperties {
  metrics: unknown[][]
  region: string
  period: number
  title: string
  view: string
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
test('dashboard: the body keeps every limit that CloudWatch documents', () => {
  const { widgets, start } = dashboardBody('eu-west-1')
  expect(start).toMatch(/^-P\d+D$/)
  expect(widgets.length).toBeLessThanOrEqual(500)
  for (const { type, x, y, width, height, properties } of widgets) {
    expect([x >= 0, x + width <= 24, y >= 0, width >= 1, height >= 1 && height <= 1000]).not.toContain(false)
    if (type === 'text') continue
    const { metrics, region, period, title, view } = properties as MetricProperties
    expect([region, ['singleValue', 'timeSeries'].includes(view), title.length <= 255]).toEqual([
      'eu-west-1',
      true,
      true,
    ])
    expect([period % 60, metrics.length <= 500]).toEqual([0, true])
  }
  const total = widgets.flatMap(({ properties }) => ('metrics' in properties ? (properties.metrics as unknown[]) : []))
  expect(total.length).toBeLessThanOrEqual(2500)
})

test('dashboard: no widget covers another', () => {
  const cells = dashboardBody('eu-west-1').widgets.flatMap(({ x, y, width, height }) =>
    Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)} ${y + Math.floor(cell / width)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
})

test('dashboard: it shows metrics that are published, each of them somewhere', () => {
  const shown = dashboardBody('eu-west-1').widgets.flatMap(({ properties }) =>
    'metrics' in properties ? (properties.metrics as [namespace: unknown, name: string][]) : [],
  )
  const names = shown.flatMap(([namespace, name]) => (namespace === NAMESPACE ? [name] : []))
  expect([...new Set(names)].toSorted()).toEqual([...METRIC_NAMES].toSorted())
})

test('dashboard: it is created, and an unchanged one is not written again', async () => {
  const { world, received } = receivingWorld()
  const first = await send(world, ['dashboard'])
  expect([first.exit, first.out]).toEqual([0, `111122223333: dashboard ${NAME}\n`])
  expect(JSON.parse(received.dashboards.get(NAME) ?? '')).toEqual(dashboardBody('us-east-1'))
  const second = await send(world, ['dashboard'])
  expect([second.exit, second.out, second.aws.calls['cloudwatch:PutDashboard']]).toEqual([
    0,
    'Nothing to send.\n',
    undefined,
  ])
})

test('dashboard: one that kms-audit has not made is replaced only with --replace', async () => {
  const { world, received } = receivingWorld()
  received.dashboards.set(NAME, '{"widgets":[]}')
  const refused = await send(world, ['dashboard'])
  expect([refused.exit, refused.err, received.dashboards.get(NAME)]).toEqual([
    3,
    expect.stringContaining(`The dashboard ${NAME} exists, and kms-audit has not made it.`),
    '{"widgets":[]}',
  ])
  const other = await send(world, ['dashboard', '--dashboard-name', 'kms'])
  expect([other.exit, received.dashboards.has('kms')]).toEqual([0, true])
  const replaced = await send(world, ['dashboard', '--replace'])
  expect([replaced.exit, received.dashboards.get(NAME)]).toEqual([0, JSON.stringify(dashboardBody('us-east-1'))])
})

test('dashboard: one that cannot be read is not replaced', async () => {
  const { world, received } = receivingWorld()
  const { exit, err } = await send(world, ['dashboard'], {
    faults: [deniedByIdentityPolicy({ operation: 'GetDashboard' })],
  })
  expect([exit, err, received.dashboards.size]).toEqual([
    3,
    expect.stringContaining('Allow cloudwatch:GetDashboard, or add --replace.'),
    0,
  ])
})

test('dashboard: it is written although CloudWatch warns about its body, and the warnings are shown', async () => {
  const { world, received } = receivingWorld()
  const warnings = [{ DataPath: '/widgets/1/properties/sparkline', Message: 'Should be left out' }]
  const faults = [changedField('DashboardValidationMessages', () => warnings, { operation: 'PutDashboard' })]
  const { exit, err } = await send(world, ['dashboard'], { faults })
  expect([exit, err, received.dashboards.size]).toEqual([
    0,
    expect.stringContaining(`dashboard ${NAME}: /widgets/1/properties/sparkline: Should be left out`),
    1,
  ])
})

test('dashboard: a body that CloudWatch refuses ends with exit code 3 and the reason', async () => {
  const error = { name: 'InvalidParameterInput', message: 'The widget is not valid', status: 400 }
  const faults = [refuse({ error, operation: 'PutDashboard' })]
  const { exit, err } = await send(receivingWorld().world, ['dashboard'], { faults })
  expect([exit, err]).toEqual([3, expect.stringContaining(`the dashboard ${NAME} was not written: `)])
})
