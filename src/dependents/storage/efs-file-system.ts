import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/efs/latest/ug/use-kms-key.html */
const efsFileSystem: Dependent = {
  singular: 'EFS file system',
  plural: 'EFS file systems',
  operations: ['elasticfilesystem:DescribeFileSystems'],
  effort: 'list',
  effect: { when: 'within-hours', consequence: 'the file system stops working after some time' },
  // https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::EFS::FileSystem',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of a file system cannot be changed. Create an encrypted file system with the key, and copy the ' +
      'files to it, for example with AWS DataSync.',
  },
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
    const members = { id: 'FileSystemId', arn: 'FileSystemArn', tags: 'Tags', encrypted: 'Encrypted' }
    await sweep.pages('elasticfilesystem:DescribeFileSystems', request, noting(sweep, members))
  },
}

export default efsFileSystem
