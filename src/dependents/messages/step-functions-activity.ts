import type { Dependent } from '../dependent.ts'

/**
 * The input of the tasks of an activity is encrypted. The key cannot be changed.
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
const stepFunctionsActivity: Dependent = {
  singular: 'Step Functions activity',
  plural: 'Step Functions activities',
  operations: ['states:ListActivities', 'states:DescribeActivity'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'workers get no tasks' },
  namedBy: { arn: /^states:[^:]*:[^:]*:activity:(.+)$/, context: 'aws:states:activityArn' },
  // https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::StepFunctions::Activity',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of an activity cannot be changed. Create another activity with the key, and use that one in the ' +
      'state machines.',
  },
  async list(sweep) {
    const { DescribeActivityCommand, ListActivitiesCommand, SFNClient } = await import('@aws-sdk/client-sfn')
    const states = sweep.client('SFN', config => new SFNClient(config))
    const send = (nextToken: string | undefined) =>
      states.send(new ListActivitiesCommand({ maxResults: 1000, nextToken }))
    await sweep.pages('states:ListActivities', { send, items: 'activities', next: 'nextToken' }, async listed => {
      const [id, arn] = [listed.word('name'), listed.word('activityArn')]
      const describe = new DescribeActivityCommand({ activityArn: arn })
      const answer = await sweep.call('states:DescribeActivity', arn, () => states.send(describe), [
        'ActivityDoesNotExist',
      ])
      if (answer) sweep.found({ id, arn, key: answer.at('encryptionConfiguration').text('kmsKeyId') })
    })
  },
}

export default stepFunctionsActivity
