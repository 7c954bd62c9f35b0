/** The namespace of the metrics that `publish cloudwatch` publishes, and on which dashboards and alarms are based. */
export const METRICS_NAMESPACE = 'Cost/KMSOptimization'
