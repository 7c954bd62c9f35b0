import { describeOne } from '../resources/describe.ts'
import { listOf } from '../resources/list-of.ts'
import { resourceService } from '../resources/resource-service.ts'
import {
  getQueryExecution,
  getQueryResults,
  getTableMetadata,
  startQueryExecution,
  stopQueryExecution,
  workgroupOf,
} from './queries.ts'

const getResource = describeOne('WorkGroup', { as: 'WorkGroup', missing: 'InvalidRequestException' })

/** https://docs.aws.amazon.com/athena/latest/APIReference/ */
export const athena = resourceService({
  name: 'athena',
  protocol: 'json-1.1',
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  operations: {
    ListWorkGroups: listOf('WorkGroups', {
      size: ['MaxResults', 1, 50, 50],
      of: 'GetWorkGroup',
      toItem: (Name, { State }) => ({ Name, State }),
    }),
    GetWorkGroup: call => workgroupOf(call) ?? getResource(call),
    GetTableMetadata: getTableMetadata,
    StartQueryExecution: startQueryExecution,
    GetQueryExecution: getQueryExecution,
    GetQueryResults: getQueryResults,
    StopQueryExecution: stopQueryExecution,
  },
})
