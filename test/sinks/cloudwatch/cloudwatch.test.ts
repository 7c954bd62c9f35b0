import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { METRICS_NAMESPACE as NAMESPACE } from '../../../src/model/metrics-namespace.ts'
import { metricData, METRIC_NAMES, type MetricValue } from '../../../src/sinks/cloudwatch/metric-data.ts'
import { aPlace, aRecord, aReport } from '../../formats/a-report.ts'
import { run } from '../../run.ts'
import { NOW, receivingWorld, send } from '../receiving-world.ts'
import { sampleReport } from '../sample-report.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cloudwatch-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const totalOf = (values: readonly MetricValue[], name: string): number | undefined =>
  values.find(({ MetricName, Dimensions }) => MetricName === name && Dimensions.length === 0)?.Value

const sumOfPlaces = (values: readonly MetricValue[], name: string): number =>
  values
    .filter(({ MetricName, Dimensions }) => MetricName === name && Dimensions.length > 0)
    .reduce((sum, { Value }) => sum + Value, 0)

test('cloudwatch: each total is published once without dimensions, and is the sum of what has dimensions', async () => {
  const report = await sampleReport()
  const { values, unknown } = metricData(report)
  for (const name of METRIC_NAMES) {
    expect(values.filter(({ MetricName, Dimensions }) => MetricName === name && Dimensions.length === 0)).toHaveLength(
      1,
    )
    expect([name, sumOfPlaces(values, name)]).toEqual([name, totalOf(values, name)])
  }
  expect(totalOf(values, 'UnusedKeys')).toBe(report.savings.unused_key_count)
  expect(totalOf(values, 'PotentialMonthlySavings')).toBe(report.savings.monthly_savings)
  expect(totalOf(values, 'KeysNeverUsed')).toBe(report.summary.never)
  expect(totalOf(values, 'Gaps')).toBe(report.gaps.length)
  expect(unknown).toEqual([])
})

test('cloudwatch: no metric has more than 30 dimensions, or text that is not ASCII', () => {
  const scope = { ...aReport().scope, places: [aPlace({ region: 'eü-west-1\n' })] }
  const { values } = metricData(aReport({ scope, keys: [aRecord({ region: 'eü-west-1\n' })] }))
  const regions = new Set(values.flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value)))
  expect([...regions]).toEqual(['111122223333', 'e?-west-1?'])
})

test('cloudwatch: a number that is not known is not published, and a note names it', () => {
  const keys = [aRecord({ disposition: 'never', cost: { ...aRecord().cost, key: null } })]
  const { values, unknown } = metricData(aReport({ keys }))
  expect(unknown).toEqual(['MonthlyCost', 'PotentialMonthlySavings'])
  expect(values.some(({ MetricName }) => MetricName === 'MonthlyCost')).toBe(false)
})

test('cloudwatch: without an account and Region there is no total', () => {
  const scope = { ...aReport().scope, places: [aPlace(), aPlace({ region: 'us-east-1', status: 'unreachable' })] }
  const { values, unreachable } = metricData(aReport({ scope }))
  expect(unreachable).toEqual(['111122223333 us-east-1'])
  expect(values.filter(({ Dimensions }) => Dimensions.length === 0)).toEqual([])
  expect(values.length).toBeGreaterThan(0)
})

test('cloudwatch: the metrics are there with the time of the report', async () => {
  const { world, received } = receivingWorld()
  const { exit, out } = await send(world, ['cloudwatch'])
  const { datapoints } = received
  expect([exit, out]).toEqual([0, `111122223333 us-east-1: ${datapoints.length} metrics in ${NAMESPACE}\n`])
  expect(datapoints).toContainEqual({
    namespace: NAMESPACE,
    name: 'Keys',
    dimensions: {},
    value: 2,
    unit: 'Count',
    at: NOW / 1000,
  })
  expect(new Set(datapoints.map(({ at }) => at))).toEqual(new Set([NOW / 1000]))
})

test('cloudwatch: --metrics-region chooses the Region', async () => {
  const { requests } = await send(receivingWorld().world, ['cloudwatch', '--metrics-region', 'eu-west-1'])
  const put = requests.find(({ headers }) => headers['x-amz-target']?.endsWith('PutMetricData'))
  expect(put?.host).toContain('eu-west-1')
})

test('cloudwatch: a call that is denied ends with exit code 3', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'PutMetricData' })]
  const { exit, err } = await send(receivingWorld().world, ['cloudwatch'], { faults })
  expect([exit, err]).toEqual([
    3,
    expect.stringMatching(/^kms-audit: 111122223333 us-east-1: \d+ metrics not published: /m),
  ])
})

test('cloudwatch: many metrics go in several calls, and if one of them fails, the exit code is 4', async () => {
  const regions = Array.from({ length: 60 }, (_, number) => `eu-west-${number + 1}`)
  const scope = { ...aReport().scope, places: regions.map(region => aPlace({ region })) }
  const path = join(folder, 'many.json')
  const many = aReport({
    generated_at: new Date(NOW).toISOString(),
    scope,
    keys: regions.map(region => aRecord({ region })),
  })
  writeFileSync(path, JSON.stringify(many))
  const { world, received } = receivingWorld()
  const error = { name: 'InvalidParameterValue', message: 'The parameter Value is not valid', status: 400 }
  const faults = [refuse({ error, operation: 'PutMetricData', times: 1 })]
  const { exit, out, err, aws } = await run(['publish', 'cloudwatch', '--yes', '--from', path], world, { faults })
  expect(exit).toBe(4)
  expect(aws.calls['cloudwatch:PutMetricData']).toBe(2)
  const all = metricData(many).values.length
  expect(all).toBeGreaterThan(500)
  expect(received.datapoints).toHaveLength(all - 500)
  expect([out, err]).toEqual([
    `111122223333 us-east-1: ${all - 500} metrics in ${NAMESPACE}\n`,
    expect.stringContaining('500 metrics not published: '),
  ])
})

test.each([
  ['is more than 14 days old', NOW - 15 * 86_400_000],
  ['is from the future', NOW + 3 * 3_600_000],
])('cloudwatch: a report that %s is refused', async (why, time) => {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(aReport({ generated_at: new Date(time).toISOString() })))
  const { exit, err } = await run(['publish', 'cloudwatch', '--yes', '--from', path], receivingWorld().world)
  expect([exit, err]).toEqual([
    2,
    expect.stringContaining(`${why}, which CloudWatch does not take. Run the audit again.`),
  ])
})
