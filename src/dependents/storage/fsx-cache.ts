import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/fsx/latest/APIReference/API_FileCache.html */
const fsxCache: Dependent = {
  singular: 'FSx file cache',
  plural: 'FSx file caches',
  operations: ['fsx:DescribeFileCaches'],
  effort: 'list',
  effect: {
    when: 'unknown',
    consequence: 'the cache may fail when it is restarted, for maintenance as well, or before',
  },
  namedBy: { arn: /^fsx:[^:]*:[^:]*:file-cache\/(.+)$/ },
  // https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::FSx::FileCache',
    withoutKey: 'unknown',
    fix: 'new-resource',
    remedy: 'The key of a cache cannot be changed. Create another cache with the key.',
  },
  async list(sweep) {
    const { DescribeFileCachesCommand, FSxClient } = await import('@aws-sdk/client-fsx')
    const fsx = sweep.client('FSx', config => new FSxClient(config))
    const send = (NextToken: string | undefined) =>
      fsx.send(new DescribeFileCachesCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages(
      'fsx:DescribeFileCaches',
      { send, items: 'FileCaches' },
      noting(sweep, { id: 'FileCacheId', arn: 'ResourceARN' }),
    )
  },
}

export default fsxCache
