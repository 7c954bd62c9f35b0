import { listOf } from './list-of.ts'
import { getQueryResults, startQuery, stopQuery } from './logs-insights.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
export const logs = resourceService({
  name: 'logs',
  protocol: 'json-1.1',
  operations: {
    DescribeLogGroups: listOf('logGroups', {
      token: 'nextToken',
      size: ['limit', 1, 50, 50],
      wanted: (group, { input }) => String(group['logGroupName']).startsWith(String(input['logGroupNamePrefix'] ?? '')),
    }),
    StartQuery: startQuery,
    GetQueryResults: getQueryResults,
    StopQuery: stopQuery,
  },
})
