import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const MARKED_PAGES = { token: 'Marker', size: ['MaxRecords', 20, 100, 100] } as const

/** https://docs.aws.amazon.com/dms/latest/APIReference/ */
export const dms = resourceService({
  name: 'dms',
  protocol: 'json-1.1',
  operations: {
    DescribeReplicationInstances: listOf('ReplicationInstances', MARKED_PAGES),
    DescribeEndpoints: listOf('Endpoints', MARKED_PAGES),
    DescribeCertificates: listOf('Certificates', MARKED_PAGES),
    DescribeReplicationConfigs: listOf('ReplicationConfigs', MARKED_PAGES),
  },
})

/** https://docs.aws.amazon.com/workspaces/latest/api/ */
export const workspaces = resourceService({
  name: 'workspaces',
  protocol: 'json-1.1',
  operations: { DescribeWorkspaces: listOf('Workspaces', { size: ['Limit', 1, 25, 25] }) },
})
