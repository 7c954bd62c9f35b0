import { WireError, type SimulatedCall } from '../../wire/call.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'
import { described, resourcesFor } from './resources-for.ts'

/** A table has the name `keyspace.table` in a world. https://docs.aws.amazon.com/keyspaces/latest/APIReference/ */
export const keyspaces = resourceService({
  name: 'cassandra',
  protocol: 'json-1.0',
  operations: {
    ListKeyspaces: listOf('keyspaces', { token: 'nextToken', size: ['maxResults', 1, 100, 1000] }),
    ListTables: listOf('tables', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 1000],
      within: 'keyspaceName',
    }),
    GetTable: getTable,
  },
})

function getTable(call: SimulatedCall): unknown {
  const name = `${String(call.input['keyspaceName'])}.${String(call.input['tableName'])}`
  const found = described(resourcesFor(call), name)
  if (found !== undefined) return found
  throw new WireError('ResourceNotFoundException', `${name} does not exist`)
}
