import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * Few Regions have the service, so only `all` includes it, although its list contains the key.
 * https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html
 */
const prometheusWorkspace: Dependent = {
  singular: 'Prometheus workspace',
  plural: 'Prometheus workspaces',
  operations: ['aps:ListWorkspaces'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'metrics can be neither written nor queried' },
  namedBy: { arn: /^aps:[^:]*:[^:]*:workspace\/(.+)$/ },
  // https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html
  encryption: {
    resourceType: 'AWS::APS::Workspace',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a workspace cannot be changed. Create another workspace with the key, and send the metrics to it.',
  },
  async list(sweep) {
    const { AmpClient, ListWorkspacesCommand } = await import('@aws-sdk/client-amp')
    const amp = sweep.client('amp', config => new AmpClient(config))
    const send = (nextToken: string | undefined) => amp.send(new ListWorkspacesCommand({ maxResults: 1000, nextToken }))
    const members = { id: 'workspaceId', arn: 'arn', key: 'kmsKeyArn' }
    await sweep.pages('aps:ListWorkspaces', { send, items: 'workspaces', next: 'nextToken' }, noting(sweep, members))
  },
}

export default prometheusWorkspace
