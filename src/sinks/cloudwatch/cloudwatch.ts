import type { Sink } from '../sink.ts'
import { metricsRegion } from './metrics-region.ts'

const options = { metricsRegion }

/** Publishes the numbers of a report as metrics. */
export const cloudwatch: Sink<typeof options> = {
  id: 'cloudwatch',
  name: 'CloudWatch metrics',
  title: 'Metrics of CloudWatch, in total and by account and Region',
  takes: 'report',
  needs: 'caller-session',
  options,
  operations: ['cloudwatch:PutMetricData'],
  examples: [
    { what: 'Publish metrics, and the dashboard', command: 'kms-audit publish cloudwatch dashboard -r all --yes' },
  ],
  region: settings => settings.metricsRegion,
  async plan(delivery) {
    const { planMetrics } = await import('./plan-metrics.ts')
    return planMetrics(delivery)
  },
}
