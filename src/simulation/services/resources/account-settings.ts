import { describeOne, setting } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/macie/latest/APIReference/ */
export const macie = resourceService({
  name: 'macie2',
  protocol: 'rest-json',
  timesAsText: true,
  routes: { 'GET /classification-export-configuration': 'GetClassificationExportConfiguration' },
  operations: { GetClassificationExportConfiguration: setting({ configuration: {} }) },
})

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
    ListUserPools: listOf('UserPools', {
      size: ['MaxResults', 1, 60, 60],
      of: 'DescribeUserPool',
      toItem: (Id, { Name, LambdaConfig }) => ({ Id, Name, LambdaConfig }),
    }),
    DescribeUserPool: describeOne('UserPoolId', { as: 'UserPool' }),
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

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/ */
export const networkFirewall = resourceService({
  name: 'network-firewall',
  protocol: 'json-1.0',
  operations: {
    ListFirewalls: listOf('Firewalls', {
      size: ['MaxResults', 1, 100, 100],
      of: 'DescribeFirewall',
      toItem: (FirewallArn, firewall) => ({ FirewallArn, FirewallName: firewall['FirewallName'] }),
    }),
    DescribeFirewall: describeOne(['FirewallArn', 'FirewallName'], { as: 'Firewall' }),
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
