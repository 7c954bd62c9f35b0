import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { batches } from '../../lib/batches.ts'

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
    const ofKind = (kind: string) => [
      ...batches(
        shares.filter(share => share.kind === kind).map(({ arn }) => arn),
        SHARES_PER_CALL,
      ),
    ]
    const found = (share: Item): void =>
      sweep.found({ id: share.word('FileShareId'), arn: share.text('FileShareARN'), key: share.text('KMSKey') })
    const nfs = ofKind('NFS').map(FileShareARNList => {
      const get = new DescribeNFSFileSharesCommand({ FileShareARNList })
      const request = { send: () => gateway.send(get), items: 'NFSFileShareInfoList' }
      return sweep.pages('storagegateway:DescribeNFSFileShares', request, found)
    })
    const smb = ofKind('SMB').map(FileShareARNList => {
      const get = new DescribeSMBFileSharesCommand({ FileShareARNList })
      const request = { send: () => gateway.send(get), items: 'SMBFileShareInfoList' }
      return sweep.pages('storagegateway:DescribeSMBFileShares', request, found)
    })
    await Promise.all([...nfs, ...smb])
  },
}

export default storageGatewayFileShare
