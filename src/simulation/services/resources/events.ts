import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const LIMITED = { size: ['Limit', 1, 100, 100] } as const

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/ */
export const eventbridge = resourceService({
  name: 'events',
  protocol: 'json-1.1',
  operations: {
    ListEventBuses: listOf('EventBuses', {
      ...LIMITED,
      of: 'DescribeEventBus',
      toItem: (Name, { Arn }) => ({ Name, Arn }),
    }),
    DescribeEventBus: describeOne('Name'),
    ListArchives: listOf('Archives', {
      ...LIMITED,
      of: 'DescribeArchive',
      toItem: ArchiveName => ({ ArchiveName }),
    }),
    DescribeArchive: describeOne('ArchiveName'),
    ListConnections: listOf('Connections', {
      ...LIMITED,
      of: 'DescribeConnection',
      toItem: (Name, { ConnectionArn }) => ({ Name, ConnectionArn }),
    }),
    DescribeConnection: describeOne('Name'),
  },
})

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/ */
export const scheduler = resourceService({
  name: 'scheduler',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /schedules': 'ListSchedules', 'GET /schedules/{name}': 'GetSchedule' },
  operations: {
    ListSchedules: listOf('Schedules', {
      size: ['MaxResults', 1, 100, 100],
      of: 'GetSchedule',
      toItem: (Name, { Arn, GroupName = 'default' }) => ({ Name, Arn, GroupName }),
    }),
    GetSchedule: describeOne('name'),
  },
})

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/ */
export const pipes = resourceService({
  name: 'pipes',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /v1/pipes': 'ListPipes', 'GET /v1/pipes/{name}': 'DescribePipe' },
  operations: {
    ListPipes: listOf('Pipes', { ...LIMITED, of: 'DescribePipe', toItem: (Name, { Arn }) => ({ Name, Arn }) }),
    DescribePipe: describeOne('name', { missing: 'NotFoundException' }),
  },
})
