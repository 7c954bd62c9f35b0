import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html */
const workspace: Dependent = {
  singular: 'WorkSpace',
  plural: 'WorkSpaces',
  operations: ['workspaces:DescribeWorkspaces'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'the WorkSpace is unusable after it is rebooted or rebuilt' },
  namedBy: { arn: /^workspaces:[^:]*:[^:]*:workspace\/(.+)$/ },
  config: [{ resourceType: 'AWS::WorkSpaces::Workspace', property: 'VolumeEncryptionKey' }],
  // https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html
  encryption: {
    resourceType: 'AWS::WorkSpaces::Workspace',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of a WorkSpace cannot be changed. Create another WorkSpace with encryption of both ' +
      'volumes and the key, and move the data to it.',
  },
  async list(sweep) {
    const { DescribeWorkspacesCommand, WorkSpacesClient } = await import('@aws-sdk/client-workspaces')
    const client = sweep.client('WorkSpaces', config => new WorkSpacesClient(config))
    const send = (NextToken: string | undefined) => client.send(new DescribeWorkspacesCommand({ Limit: 25, NextToken }))
    await sweep.pages(
      'workspaces:DescribeWorkspaces',
      { send, items: 'Workspaces' },
      noting(sweep, { id: 'WorkspaceId', key: 'VolumeEncryptionKey' }),
    )
  },
}

export default workspace
