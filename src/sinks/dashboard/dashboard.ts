import { flag, textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'
import { metricsRegion } from '../cloudwatch/metrics-region.ts'
import type { Sink } from '../sink.ts'

const options = {
  metricsRegion,
  dashboardName: option({
    flags: '--dashboard-name <name>',
    group: 'Publish',
    help: 'With dashboard: its name (default: KMS-Cost-Optimization)',
    kind: textLike('letters, digits, hyphens and underscores', /^[\w-]{1,255}$/),
    fallback: 'KMS-Cost-Optimization',
  }),
  replace: option({
    flags: '--replace',
    group: 'Publish',
    help: 'With dashboard: replace a dashboard of this name that kms-audit has not made',
    kind: flag,
    fallback: false,
  }),
}

export type DashboardOptions = typeof options

/** Creates the CloudWatch dashboard that shows the metrics of the sink `cloudwatch`, or brings it up to date. */
export const dashboard: Sink<DashboardOptions> = {
  id: 'dashboard',
  name: 'a CloudWatch dashboard',
  title: 'A dashboard of CloudWatch that shows these metrics',
  takes: 'report',
  needs: 'caller-session',
  options,
  operations: ['cloudwatch:GetDashboard', 'cloudwatch:PutDashboard'],
  examples: [],
  region: settings => settings.metricsRegion,
  async plan(delivery) {
    const { planDashboard } = await import('./plan-dashboard.ts')
    return planDashboard(delivery)
  },
}
