import type { Dependent } from '../dependent.ts'
import { inBatches } from '../shared/in-batches.ts'
import { noting } from '../shared/noting.ts'

const SHARES_PER_CALL = 10

/**
 * Objects that the gateway writes to S3 are encrypted with this key.
 * https://docs.aws.amazon.com/filegateway/latest/files3/encrypt-objects-stored-by-file-gateway-in-amazon-s3.html
 */
const storageGatewayFileShare: Dependent = {
  singular: 'Storage Gateway file share',
  plural: 'Storage Gateway file shares',
  operations: [
    'storagegateway:ListFileShares',
    'storagegateway:DescribeNFSFileShares',
    'storagegateway:DescribeSMBFileShares',
  ],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'files can be neither read nor uploaded' },
  namedBy: { arn: /^storagegateway:[^:]*:[^:]*:share\/(.+)$/ },
  // https://docs.aws.amazon.com/filegateway/latest/files3/encrypt-objects-stored-by-file-gateway-in-amazon-s3.html
  encryption: {
    resourceType: 'AWS::StorageGateway::FileShare',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Set the key of the file share (aws storagegateway update-nfs-file-share or update-smb-file-share, with ' +
      '--encryption-type SseKms --kms-key). It applies to objects that are written after that.',
  },
  async list(sweep) {
    const { DescribeNFSFileSharesCommand, DescribeSMBFileSharesCommand, ListFileSharesCommand, StorageGatewayClient } =
      await import('@aws-sdk/client-storage-gateway')
    const gateway = sweep.client('Storage Gateway', config => new StorageGatewayClient(config))
    const shares: { kind: string | undefined; arn: string }[] = []
    const send = (Marker: string | undefined) => gateway.send(new ListFileSharesCommand({ Limit: 100, Marker }))
    const list = { send, items: 'FileShareInfoList', next: 'NextMarker' }
    await sweep.pages('storagegateway:ListFileShares', list, share => {
      shares.push({ kind: share.text('FileShareType'), arn: share.word('FileShareARN') })
    })
    const arnsOf = (kind: string) => shares.filter(share => share.kind === kind).map(({ arn }) => arn)
    const found = noting(sweep, { id: 'FileShareId', arn: 'FileShareARN', key: 'KMSKey' })
    const nfs = inBatches(arnsOf('NFS'), SHARES_PER_CALL, FileShareARNList => {
      const describe = new DescribeNFSFileSharesCommand({ FileShareARNList })
      const request = { send: () => gateway.send(describe), items: 'NFSFileShareInfoList' }
      return sweep.pages('storagegateway:DescribeNFSFileShares', request, found)
    })
    const smb = inBatches(arnsOf('SMB'), SHARES_PER_CALL, FileShareARNList => {
      const describe = new DescribeSMBFileSharesCommand({ FileShareARNList })
      const request = { send: () => gateway.send(describe), items: 'SMBFileShareInfoList' }
      return sweep.pages('storagegateway:DescribeSMBFileShares', request, found)
    })
    await Promise.all([nfs, smb])
  },
}

export default storageGatewayFileShare
