import { expect, test } from 'vitest'
import { METRICS_NAMESPACE } from '../../../../src/model/metrics-namespace.ts'
import { ALARM_SUBJECTS, type AlarmSubject } from '../../../../src/model/retirement/alarm-subjects.ts'
import { alarmTemplate } from '../../../../src/retirement/guards/alarm/alarm-template.ts'
import { METRIC_NAMES } from '../../../../src/sinks/cloudwatch/metric-data.ts'

interface Query {
  Id: string
  Expression?: string
  ReturnData: boolean
  MetricStat?: { Metric: Metric; Stat: string; Period: number }
}

interface Metric {
  Namespace: string
  MetricName: string
  Dimensions?: { Name: string; Value: string }[]
}

interface Alarm extends Partial<Metric> {
  AlarmDescription: string
  AlarmActions: unknown
  Metrics?: Query[]
  Threshold?: unknown
  ThresholdMetricId?: string
  EvaluationPeriods: number
  TreatMissingData: string
}

interface Template {
  Description: string
  Parameters: Record<string, { Default?: unknown }>
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>
}

const template = (...subjects: AlarmSubject[]) =>
  alarmTemplate({ topicKey: null, cancelTag: null, reEnable: false, subjects, trails: [] }) as unknown as Template

const alarms = (...subjects: AlarmSubject[]): [name: string, alarm: Alarm][] =>
  Object.entries(template(...subjects).Resources).flatMap(([name, { Type, Properties }]) =>
    Type === 'AWS::CloudWatch::Alarm' ? [[name, Properties as unknown as Alarm]] : [],
  )

const metricsOf = ({ Namespace, MetricName, Metrics }: Alarm): string[] =>
  [
    ...(Namespace === undefined ? [] : [{ Namespace, MetricName }]),
    ...(Metrics ?? []).flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric])),
  ].map(one => `${one.Namespace} ${one.MetricName}`)

test('guard alarms: without subjects there are none, and CloudWatch cannot publish to the topic', () => {
  expect(alarms()).toEqual([])
  expect(JSON.stringify(template())).not.toContain('cloudwatch.amazonaws.com')
  expect(Object.keys(template().Parameters)).toEqual(['NotificationEmail'])
})

test('guard alarms: each one notifies the topic, says what to run, and watches at most seven days', () => {
  const all = alarms(...ALARM_SUBJECTS)
  expect(all).toHaveLength(10)
  for (const [, { AlarmDescription, AlarmActions, EvaluationPeriods, TreatMissingData, Metrics }] of all) {
    expect(AlarmActions).toEqual([{ Ref: 'Topic' }])
    expect(AlarmDescription).toMatch(/^[ -~]{1,1024}$/)
    expect(EvaluationPeriods).toBeLessThanOrEqual(7)
    expect(['ignore', 'notBreaching']).toContain(TreatMissingData)
    for (const { Id } of Metrics ?? []) expect(Id).toMatch(/^[a-z]\w*$/)
  }
})

test('guard alarms: metrics are those that publish cloudwatch publishes, as totals', () => {
  const watched = alarms('metrics')
  const names = watched.flatMap(([, alarm]) => metricsOf(alarm))
  expect(names).toEqual(['UnusedKeys', 'PotentialMonthlySavings', 'MonthlyCost'].map(n => `${METRICS_NAMESPACE} ${n}`))
  for (const name of names) expect(METRIC_NAMES).toContain(name.split(' ')[1])
  expect(JSON.stringify(watched)).not.toContain('Dimensions')
  expect(watched.map(([, { Threshold }]) => Threshold)).toEqual([0, { Ref: 'SavingsLimit' }, { Ref: 'CostLimit' }])
})

test('guard alarms: the quota is that of the metric, above 80 percent unless the stack says otherwise', () => {
  const { Parameters } = template('quota')
  expect(Parameters['QuotaPercent']?.Default).toBe(80)
  const resources = alarms('quota').map(([, { Metrics = [], Threshold }]) => {
    expect(Threshold).toEqual({ Ref: 'QuotaPercent' })
    expect(Metrics.map(({ Expression }) => Expression)).toEqual([undefined, 'requests/SERVICE_QUOTA(requests)*100'])
    return Metrics[0]?.MetricStat?.Metric.Dimensions?.find(({ Name }) => Name === 'Resource')?.Value
  })
  expect(resources).toEqual(['Symmetric', 'Rsa', 'Ecc'].map(name => `CryptographicOperations${name}`))
})

test('guard alarms: spikes are requests above the usual band', () => {
  for (const [, { Metrics = [], ThresholdMetricId, Threshold }] of alarms('spikes')) {
    const band = Metrics.find(({ Id }) => Id === ThresholdMetricId)
    expect(band?.Expression).toBe('ANOMALY_DETECTION_BAND(requests, 3)')
    expect(Metrics.map(({ ReturnData }) => ReturnData)).toEqual([true, true])
    expect(Threshold).toBeUndefined()
  }
})

test('guard alarms: the error rate is that of two filters on the log group of the trail', () => {
  const { Parameters, Resources } = template('errors')
  expect([Parameters['ErrorPercent']?.Default, Parameters['TrailLogGroup']?.Default]).toEqual([5, undefined])
  const filters = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
  const made = filters.map(({ Properties }) => {
    expect(Properties['LogGroupName']).toEqual({ Ref: 'TrailLogGroup' })
    const [one] = Properties['MetricTransformations'] as { MetricNamespace: string; MetricName: string }[]
    return `${one?.MetricNamespace} ${one?.MetricName}`
  })
  expect(alarms('errors').flatMap(([, alarm]) => metricsOf(alarm))).toEqual(made)
})

test('guard alarms: a failed rotation of a secret is an event, for which CloudWatch needs no access', () => {
  const text = JSON.stringify(template('secrets'))
  expect(text).toContain('"eventName":["RotationFailed"]')
  expect(text).not.toContain('cloudwatch.amazonaws.com')
  expect(template('secrets').Description).toContain('Has alarms about failed rotations of secrets.')
})
