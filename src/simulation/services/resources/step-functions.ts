import type { SimulatedCall } from '../../wire/call.ts'
import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const NEXT_PAGE = { token: 'nextToken', size: ['maxResults', 1, 100, 1000] } as const

/** https://docs.aws.amazon.com/step-functions/latest/apireference/ */
export const stepFunctions = resourceService({
  name: 'states',
  protocol: 'json-1.0',
  operations: {
    ListStateMachines: listOf('stateMachines', {
      ...NEXT_PAGE,
      of: 'DescribeStateMachine',
      toItem: (stateMachineArn, { name }) => ({ stateMachineArn, name }),
    }),
    DescribeStateMachine: describeStateMachine,
    ListActivities: listOf('activities', {
      ...NEXT_PAGE,
      of: 'DescribeActivity',
      toItem: (activityArn, { name }) => ({ activityArn, name }),
    }),
    DescribeActivity: describeOne('activityArn', { missing: 'ActivityDoesNotExist' }),
  },
})

interface StateMachine {
  definition?: string
  encryptionConfiguration?: { kmsKeyId?: string }
}

/** Decrypts the definition as the caller, unless only metadata is asked for. */
function describeStateMachine(call: SimulatedCall): unknown {
  const machine = describeOne('stateMachineArn', { missing: 'StateMachineDoesNotExist' })(call) as StateMachine
  if (call.input['includedData'] === 'METADATA_ONLY') return { ...machine, definition: '' }
  const key = machine.encryptionConfiguration?.kmsKeyId
  return key === undefined || call.decrypt(key) ? machine : { ...machine, definition: '' }
}
