import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileSystem.html */
const fsxFileSystem: Dependent = {
  singular: 'FSx file system',
  plural: 'FSx file systems',
  operations: ['fsx:DescribeFileSystems'],
  effort: 'list',
  effect: {
    when: 'unknown',
    consequence: 'the file system may fail when it is restarted, for maintenance as well, or before',
  },
  namedBy: { arn: /^fsx:[^:]*:[^:]*:file-system\/(.+)$/, context: 'aws:fsx:fs-id' },
  // https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::FSx::FileSystem',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a file system cannot be changed. Restore a backup of it as another file system with the key, ' +
      'or copy the files to a new one.',
  },
  async list(sweep) {
    const { DescribeFileSystemsCommand, FSxClient } = await import('@aws-sdk/client-fsx')
    const fsx = sweep.client('FSx', config => new FSxClient(config))
    const send = (NextToken: string | undefined) =>
      fsx.send(new DescribeFileSystemsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages(
      'fsx:DescribeFileSystems',
      { send, items: 'FileSystems' },
      noting(sweep, { id: 'FileSystemId', arn: 'ResourceARN' }),
    )
  },
}

export default fsxFileSystem
