import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * The definition and the data of executions are encrypted. With METADATA_ONLY, the answer leaves out the definition, so
 * that Step Functions does not decrypt it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
const stepFunctionsStateMachine: Dependent = {
  singular: 'Step Functions state machine',
  plural: 'Step Functions state machines',
  operations: ['states:ListStateMachines', 'states:DescribeStateMachine'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'executions fail, and new ones do not start' },
  namedBy: { arn: /^states:[^:]*:[^:]*:stateMachine:([^:]+)/, context: 'aws:states:stateMachineArn' },
  // https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::StepFunctions::StateMachine',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the state machine. It applies to executions that start after that.',
    command: ({ arn, id, region }) => {
      const encryption = raw(`type=CUSTOMER_MANAGED_KMS_KEY,kmsKeyId=${KEY}`)
      const values = { 'state-machine-arn': arn ?? id, 'encryption-configuration': encryption }
      return awsCommand('stepfunctions update-state-machine', values, region)
    },
  },
  async list(sweep) {
    const { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } = await import('@aws-sdk/client-sfn')
    const states = sweep.client('SFN', config => new SFNClient(config))
    const send = (nextToken: string | undefined) =>
      states.send(new ListStateMachinesCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'stateMachines', next: 'nextToken' }
    await sweep.pages('states:ListStateMachines', request, async listed => {
      const [id, arn] = [listed.word('name'), listed.word('stateMachineArn')]
      const describe = new DescribeStateMachineCommand({ stateMachineArn: arn, includedData: 'METADATA_ONLY' })
      const answer = await sweep.call('states:DescribeStateMachine', arn, () => states.send(describe), [
        'StateMachineDoesNotExist',
      ])
      if (answer) sweep.found({ id, arn, key: answer.at('encryptionConfiguration').text('kmsKeyId') })
    })
  },
}

export default stepFunctionsStateMachine
