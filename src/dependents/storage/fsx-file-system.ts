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
