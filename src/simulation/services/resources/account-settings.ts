import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/ */
export const guardduty = resourceService({
  name: 'guardduty',
  protocol: 'rest-json',
  lowerCaseJson: true,
  routes: {
    'GET /detector': 'ListDetectors',
    'GET /detector/{detector}/publishingDestination': 'ListPublishingDestinations',
    'GET /detector/{detector}/publishingDestination/{destination}': 'DescribePublishingDestination',
  },
  operations: {
    ListDetectors: listOf('DetectorIds', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 50, 50],
    }),
    ListPublishingDestinations: listOf('Destinations', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 50, 50],
      within: 'detector',
    }),
    DescribePublishingDestination: describeOne('destination', { missing: 'BadRequestException', status: 400 }),
  },
})

/** IAM Identity Center. https://docs.aws.amazon.com/singlesignon/latest/APIReference/ */
export const identityCenter = resourceService({
  name: 'sso',
  protocol: 'json-1.1',
  operations: {
    ListInstances: listOf('Instances', {
      size: ['MaxResults', 1, 100, 100],
      of: 'DescribeInstance',
      toItem: (InstanceArn, { OwnerAccountId }) => ({ InstanceArn, OwnerAccountId }),
    }),
    DescribeInstance: describeOne('InstanceArn'),
  },
})

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
export const cognito = resourceService({
  name: 'cognito-idp',
  protocol: 'json-1.1',
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 400 },
  operations: {
    ListUserPools: listOf('UserPools', { size: ['MaxResults', 1, 60, 60] }),
  },
})

/** https://docs.aws.amazon.com/dlm/latest/APIReference/ */
export const dlm = resourceService({
  name: 'dlm',
  protocol: 'rest-json',
  timesAsText: true,
  throttle: { name: 'LimitExceededException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /policies': 'GetLifecyclePolicies', 'GET /policies/{policy}': 'GetLifecyclePolicy' },
  operations: {
    GetLifecyclePolicies: listOf('Policies', {
      of: 'GetLifecyclePolicy',
      toItem: (PolicyId, { Description, State }) => ({ PolicyId, Description, State }),
    }),
    GetLifecyclePolicy: describeOne('policy', { as: 'Policy' }),
  },
})

/** Amazon Managed Service for Prometheus. https://docs.aws.amazon.com/prometheus/latest/APIReference/ */
export const prometheus = resourceService({
  name: 'aps',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /workspaces': 'ListWorkspaces' },
  operations: { ListWorkspaces: listOf('workspaces', { token: 'nextToken', size: ['maxResults', 1, 100, 1000] }) },
})
