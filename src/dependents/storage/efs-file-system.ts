import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/efs/latest/ug/use-kms-key.html */
const efsFileSystem: Dependent = {
  singular: 'EFS file system',
  plural: 'EFS file systems',
  operations: ['elasticfilesystem:DescribeFileSystems'],
  effort: 'list',
  effect: { when: 'within-hours', consequence: 'the file system stops working after some time' },
  namedBy: {
    arn: /^elasticfilesystem:[^:]*:[^:]*:file-system\/(.+)$/,
    context: 'aws:elasticfilesystem:filesystem:id',
  },
  configIsComplete: true,
  config: [{ resourceType: 'AWS::EFS::FileSystem', property: 'KmsKeyId' }],
  async list(sweep) {
    const { DescribeFileSystemsCommand, EFSClient } = await import('@aws-sdk/client-efs')
    const efs = sweep.client('EFS', config => new EFSClient(config))
    const send = (Marker: string | undefined) => efs.send(new DescribeFileSystemsCommand({ MaxItems: 100, Marker }))
    const request = { send, items: 'FileSystems', next: 'NextMarker' }
    const members = { id: 'FileSystemId', arn: 'FileSystemArn' }
    await sweep.pages('elasticfilesystem:DescribeFileSystems', request, noting(sweep, members))
  },
}

export default efsFileSystem
