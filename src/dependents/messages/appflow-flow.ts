import type { Dependent } from '../dependent.ts'

/**
 * The key encrypts the data of runs, and the credentials of connections.
 * https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html
 */
const appflowFlow: Dependent = {
  singular: 'AppFlow flow',
  plural: 'AppFlow flows',
  operations: ['appflow:ListFlows', 'appflow:DescribeFlow'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the flow does not run' },
  namedBy: { arn: /^appflow:[^:]*:[^:]*:flow\/(.+)$/ },
  // https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html
  encryption: {
    resourceType: 'AWS::AppFlow::Flow',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'The key of a flow cannot be changed. Create another flow with the key, and delete this one.',
  },
  async list(sweep) {
    const { AppflowClient, DescribeFlowCommand, ListFlowsCommand } = await import('@aws-sdk/client-appflow')
    const appflow = sweep.client('Appflow', config => new AppflowClient(config))
    const send = (nextToken: string | undefined) => appflow.send(new ListFlowsCommand({ maxResults: 100, nextToken }))
    await sweep.pages('appflow:ListFlows', { send, items: 'flows', next: 'nextToken' }, async flow => {
      const id = flow.word('flowName')
      const describe = new DescribeFlowCommand({ flowName: id })
      const answer = await sweep.call('appflow:DescribeFlow', id, () => appflow.send(describe), [
        'ResourceNotFoundException',
      ])
      if (answer) sweep.found({ id, arn: answer.text('flowArn'), key: answer.text('kmsArn') })
    })
  },
}

export default appflowFlow
