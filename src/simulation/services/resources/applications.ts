import type { SimulatedCall } from '../../wire/call.ts'
import { describeAll, describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/amazon-mq/latest/api-reference/ */
export const mq = resourceService({
  name: 'mq',
  protocol: 'rest-json',
  timesAsText: true,
  lowerCaseJson: true,
  routes: { 'GET /v1/brokers': 'ListBrokers', 'GET /v1/brokers/{broker}': 'DescribeBroker' },
  operations: {
    ListBrokers: listOf('BrokerSummaries', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 5, 100, 100],
      of: 'DescribeBroker',
      toItem: (BrokerId, { BrokerArn, BrokerName }) => ({ BrokerId, BrokerArn, BrokerName }),
    }),
    DescribeBroker: describeOne('broker', { missing: 'NotFoundException' }),
  },
})

/** https://docs.aws.amazon.com/appflow/1.0/APIReference/ */
export const appflow = resourceService({
  name: 'appflow',
  protocol: 'rest-json',
  routes: { 'POST /list-flows': 'ListFlows', 'POST /describe-flow': 'DescribeFlow' },
  operations: {
    ListFlows: listOf('flows', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 100],
      of: 'DescribeFlow',
      toItem: (flowName, { flowArn }) => ({ flowName, flowArn }),
    }),
    DescribeFlow: describeOne('flowName'),
  },
})

/** https://docs.aws.amazon.com/apprunner/latest/api/ */
export const apprunner = resourceService({
  name: 'apprunner',
  protocol: 'json-1.0',
  operations: {
    ListServices: listOf('ServiceSummaryList', {
      size: ['MaxResults', 1, 20, 20],
      of: 'DescribeService',
      toItem: (ServiceArn, { ServiceName }) => ({ ServiceArn, ServiceName }),
    }),
    DescribeService: describeOne('ServiceArn', { as: 'Service' }),
  },
})

/** https://docs.aws.amazon.com/connect/latest/APIReference/ */
export const connect = resourceService({
  name: 'connect',
  protocol: 'rest-json',
  routes: {
    'GET /instance': 'ListInstances',
    'GET /instance/{instance}/storage-configs': 'ListInstanceStorageConfigs',
  },
  operations: {
    ListInstances: listOf('InstanceSummaryList', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 10, 10],
    }),
    ListInstanceStorageConfigs: listOf('StorageConfigs', {
      token: ['nextToken', 'NextToken'],
      size: ['maxResults', 1, 10, 10],
      within: 'instance',
      wanted: isOfType,
    }),
  },
})

/** A storage configuration of a world says to which type of data it belongs: CALL_RECORDINGS, CHAT_TRANSCRIPTS, … */
function isOfType({ ResourceType }: Record<string, unknown>, { input }: SimulatedCall): boolean {
  return ResourceType === undefined || ResourceType === input['resourceType']
}

/** https://docs.aws.amazon.com/storagegateway/latest/APIReference/ */
export const storageGateway = resourceService({
  name: 'storagegateway',
  protocol: 'json-1.1',
  operations: {
    ListFileShares: listOf('FileShareInfoList', {
      token: ['Marker', 'NextMarker'],
      size: ['Limit', 1, 100, 100],
    }),
    DescribeNFSFileShares: describeAll('FileShareARNList', 'NFSFileShareInfoList', { most: 10 }),
    DescribeSMBFileShares: describeAll('FileShareARNList', 'SMBFileShareInfoList', { most: 10 }),
  },
})
