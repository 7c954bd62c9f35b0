import type { SimulatedCall } from '../../wire/call.ts'
import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const NEXT_MARKER = { token: ['Marker', 'NextMarker'] } as const

/** https://docs.aws.amazon.com/lambda/latest/api/ */
export const lambda = resourceService({
  name: 'lambda',
  protocol: 'rest-json',
  routes: {
    'GET /2015-03-31/functions': 'ListFunctions',
    'GET /2015-03-31/functions/{name}': 'GetFunction',
    'GET /2015-03-31/event-source-mappings': 'ListEventSourceMappings',
    'GET /2025-11-30/capacity-providers': 'ListCapacityProviders',
  },
  operations: {
    ListFunctions: listOf('Functions', {
      ...NEXT_MARKER,
      size: ['MaxItems', 1, 50, 50],
      // Versions of a function are listed only on request.
      wanted: ({ Version = '$LATEST' }, { input }) => input['FunctionVersion'] === 'ALL' || Version === '$LATEST',
      toAnswer: (answer, call) => ({
        ...answer,
        Functions: (answer['Functions'] as FunctionConfiguration[]).map(each => withVariables(each, call)),
      }),
    }),
    GetFunction: describeOne('name'),
    ListEventSourceMappings: listOf('EventSourceMappings', { ...NEXT_MARKER, size: ['MaxItems', 1, 100, 100] }),
    ListCapacityProviders: listOf('CapacityProviders', { ...NEXT_MARKER, size: ['MaxItems', 1, 50, 50] }),
  },
})

interface FunctionConfiguration {
  KMSKeyArn?: string
  Environment?: { Variables?: Readonly<Record<string, string>> }
}

/** Lambda decrypts environment variables with the key of the function, as the caller, and returns an error otherwise. */
function withVariables(configuration: FunctionConfiguration, call: SimulatedCall): object {
  const { KMSKeyArn, Environment } = configuration
  if (KMSKeyArn === undefined || Environment?.Variables === undefined || call.decrypt(KMSKeyArn)) return configuration
  const Message = 'Lambda was unable to decrypt your environment variables because the KMS access was denied.'
  return { ...configuration, Environment: { Error: { ErrorCode: 'AccessDeniedException', Message } } }
}
