import { ref, type Template } from './alarm-terms.ts'

/** A metric of CloudWatch, as an alarm reads it. */
interface Watched {
  namespace: string
  name: string
  dimensions?: Readonly<Record<string, string>>
  stat: 'Sum' | 'Maximum'
  /** Seconds. */
  period: number
}

/** An alarm that publishes to the topic. `description` is part of the message. */
export const alarm = (description: string, properties: Template): Template => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmDescription: description, AlarmActions: [ref('Topic')], ...properties },
})

/** A metric that an expression of the same alarm names by its id. */
export const metric = (
  id: string,
  { namespace, name, dimensions, stat, period }: Watched,
  isShown = false,
): Template => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      ...(dimensions && { Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) }),
    },
    Stat: stat,
    Period: period,
  },
  ReturnData: isShown,
})

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const expression = (id: string, text: string, label: string): Template => ({
  Id: id,
  Expression: text,
  Label: label,
  ReturnData: true,
})
