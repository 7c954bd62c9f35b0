import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/fsx/latest/APIReference/API_Backup.html */
const fsxBackup: Dependent = {
  singular: 'FSx backup',
  plural: 'FSx backups',
  operations: ['fsx:DescribeBackups'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the backup can be neither restored nor copied', failsSilently: true },
  namedBy: { arn: /^fsx:[^:]*:[^:]*:backup\/(.+)$/ },
  // https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::FSx::Backup',
    withoutKey: 'unknown',
    fix: 'new-resource',
    remedy: 'Copy the backup with the key, and delete the old one.',
    command: ({ id, region }) =>
      awsCommand('fsx copy-backup', { 'source-backup-id': id, 'kms-key-id': raw(KEY) }, region),
  },
  async list(sweep) {
    const { DescribeBackupsCommand, FSxClient } = await import('@aws-sdk/client-fsx')
    const fsx = sweep.client('FSx', config => new FSxClient(config))
    const send = (NextToken: string | undefined) =>
      fsx.send(new DescribeBackupsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages(
      'fsx:DescribeBackups',
      { send, items: 'Backups' },
      noting(sweep, { id: 'BackupId', arn: 'ResourceARN' }),
    )
  },
}

export default fsxBackup
