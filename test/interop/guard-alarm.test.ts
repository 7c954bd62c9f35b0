import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, describe, expect, test } from 'vitest'
import { findMoto, startMoto } from './moto-server.ts'
import { runBinary } from './run-binary.ts'
import { findValidators, lintTemplates } from './validators.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-alarm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const validators = findValidators(process.env) ?? ''
const leftOut = validators === '' ? ' (left out: KMS_AUDIT_VALIDATORS names no folder)' : ''

/** Writes the template that the program prints for these words, spoilt or not, and returns the path. */
async function write(words: string, spoil = (text: string) => text): Promise<string> {
  const { exit, out } = await runBinary(['guard', 'alarm', '-q', ...words.split(' ').filter(Boolean)], {})
  expect(exit).toBe(0)
  const name = Math.random().toString(36).slice(2)
  const file = join(folder, `${name}.${words.includes('json') ? 'json' : 'yaml'}`)
  writeFileSync(file, spoil(out))
  return file
}

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab'

const TEMPLATES = [
  '',
  '--cancel-tag Environment=Production',
  '--cancel-tag Environment=Production --re-enable',
  '--topic-key alias/alerts --cancel-tag Environment=Production',
  `--topic-key arn:aws:kms:eu-west-1:111122223333:key/${KEY} --cancel-tag A=b`,
  `-o json --topic-key ${KEY} --cancel-tag Environment=Production --re-enable`,
  ...['metrics', 'quota', 'spikes', 'errors', 'secrets', 'all --cancel-tag A=b'].map(one => `--alarms ${one}`),
  '--demo',
]

const SPOILT: ((text: string) => string)[] = [
  text => text.replace('State: ENABLED', 'Status: ENABLED'),
  text => text.replace('Ref: Topic', 'Ref: Topik'),
  text => text.replace(/nodejs\d+\.x/, 'nodejs9.x'),
  text => text.replace('GreaterThanUpperThreshold', 'GreaterThanBand'),
  text => text.replace('Ref: TrailLogGroup', 'Ref: LogGroup'),
]

// One run of cfn-lint each, because it takes seconds to start.
describe.skipIf(validators === '')(`the alarm, by cfn-lint${leftOut}`, () => {
  test('guard alarm: cfn-lint has nothing to say about any form of the template', async () => {
    const files = await Promise.all(TEMPLATES.map(words => write(words)))
    expect(await lintTemplates(validators, files)).toBe('')
  })

  test('guard alarm: cfn-lint notices each broken template', async () => {
    const words = '--cancel-tag Environment=Production --alarms all'
    const files = await Promise.all(SPOILT.map(spoil => write(words, spoil)))
    const said = await lintTemplates(validators, files)
    expect(files.filter(file => !said.includes(file))).toEqual([])
  })
})

const executable = findMoto(process.env)
const withoutMoto = executable === null ? ' (left out: no moto_server in KMS_AUDIT_MOTO_SERVER)' : ''

interface Resource {
  Type: string
  Properties: Record<string, unknown>
}

const VALUES: Readonly<Record<string, unknown>> = {
  Topic: 'arn:aws:sns:eu-west-1:123456789012:kms',
  TrailLogGroup: 'cloudtrail/audit',
  QuotaPercent: 80,
  ErrorPercent: 5,
  SavingsLimit: 100,
  CostLimit: 1000,
}

/** As CloudFormation does it: the value of a parameter or of another resource. */
const withValues = (properties: object): never =>
  JSON.parse(JSON.stringify(properties), (_, value: unknown) => {
    const name = typeof value === 'object' && value !== null && 'Ref' in value ? String(value.Ref) : null
    return name === null ? value : VALUES[name]
  }) as never

describe.skipIf(executable === null)(`the further alarms, by moto${withoutMoto}`, () => {
  test('guard alarm: CloudWatch takes every alarm, and the filters count what the alarm about errors reads', async () => {
    const moto = await startMoto(executable ?? '')
    try {
      const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
      const settings = { endpoint: moto.url, region: 'eu-west-1', credentials }
      const [cloudwatch, logs] = [new CloudWatchClient(settings), new CloudWatchLogsClient(settings)]
      await logs.send(new CreateLogGroupCommand({ logGroupName: 'cloudtrail/audit' }))
      const { out } = await runBinary(['guard', 'alarm', '-q', '-o', 'json', '--alarms', 'all'], {})
      const { Resources } = JSON.parse(out) as { Resources: Record<string, Resource> }
      for (const [name, { Type, Properties }] of Object.entries(Resources)) {
        if (Type === 'AWS::CloudWatch::Alarm')
          await cloudwatch.send(
            new PutMetricAlarmCommand({ AlarmName: name, ...(withValues(Properties) as object) } as never),
          )
        if (Type === 'AWS::Logs::MetricFilter')
          await logs.send(
            new PutMetricFilterCommand({ filterName: name, ...withLowerCase(withValues(Properties)) } as never),
          )
      }
      const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}))
      expect(MetricAlarms).toHaveLength(10)
      expect(MetricAlarms.flatMap(({ AlarmActions }) => AlarmActions)).toEqual(Array(10).fill(VALUES['Topic']))
      const { metricFilters = [] } = await logs.send(new DescribeMetricFiltersCommand({}))
      const counted = metricFilters.flatMap(one => one.metricTransformations?.map(({ metricName }) => metricName))
      const rate = MetricAlarms.find(({ AlarmName }) => AlarmName === 'ErrorRateAlarm')
      const read = rate?.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric?.MetricName ?? [])
      expect(read?.toSorted()).toEqual(counted.toSorted())
    } finally {
      await moto.stop()
    }
  }, 120_000)
})

/** CloudWatch Logs begins the names of its parameters with a small letter. */
const withLowerCase = (properties: object): object =>
  JSON.parse(
    JSON.stringify(properties).replaceAll(
      /"([A-Z])(\w*)":/g,
      (_, first: string, rest: string) => `"${first.toLowerCase()}${rest}":`,
    ),
  ) as object
