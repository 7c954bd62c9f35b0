import type { SimulatedCall } from '../../wire/call.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'
import { describeSecret, getResourcePolicy, listSecretVersions } from './secret-of.ts'

/** Secrets that wait for their deletion are listed only on request. https://docs.aws.amazon.com/secretsmanager/latest/apireference/ */
export const secretsManager = resourceService({
  name: 'secretsmanager',
  protocol: 'json-1.1',
  operations: {
    ListSecrets: listOf('SecretList', {
      size: ['MaxResults', 1, 100, 100],
      wanted: (secret, { input }) => input['IncludePlannedDeletion'] === true || secret['DeletedDate'] === undefined,
    }),
    DescribeSecret: describeSecret,
    GetResourcePolicy: getResourcePolicy,
    ListSecretVersionIds: listSecretVersions,
  },
})

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const ssm = resourceService({
  name: 'ssm',
  protocol: 'json-1.1',
  operations: {
    DescribeParameters: listOf('Parameters', { size: ['MaxResults', 1, 50, 50], wanted: matchesParameterFilters }),
    ListResourceDataSync: listOf('ResourceDataSyncItems', { size: ['MaxResults', 1, 50, 50] }),
  },
})

interface ParameterFilter {
  Key: string
  Values?: readonly string[]
}

function matchesParameterFilters(parameter: Record<string, unknown>, { input }: SimulatedCall): boolean {
  const filters = (input['ParameterFilters'] ?? []) as readonly ParameterFilter[]
  return filters.every(({ Key, Values = [] }) => Values.includes(String(parameter[Key])))
}
