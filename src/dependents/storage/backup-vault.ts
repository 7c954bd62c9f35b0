import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * The key of a vault encrypts backups of the services that AWS Backup fully manages, and copies of all services.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
const backupVault: Dependent = {
  singular: 'backup vault',
  plural: 'backup vaults',
  operations: ['backup:ListBackupVaults'],
  effort: 'list',
  effect: {
    when: 'on-restore',
    consequence: 'its backups can be neither restored nor copied, and new ones fail',
    failsSilently: true,
  },
  namedBy: { arn: /^backup:[^:]*:[^:]*:backup-vault:(.+)$/, context: 'aws:backup:backup-vault' },
  configIsComplete: true,
  config: [{ resourceType: 'AWS::Backup::BackupVault', property: 'EncryptionKeyArn' }],
  async list(sweep) {
    const { BackupClient, ListBackupVaultsCommand } = await import('@aws-sdk/client-backup')
    const backup = sweep.client('Backup', config => new BackupClient(config))
    const send = (NextToken: string | undefined) =>
      backup.send(new ListBackupVaultsCommand({ MaxResults: 1000, NextToken }))
    const members = { id: 'BackupVaultName', arn: 'BackupVaultArn', key: 'EncryptionKeyArn' }
    await sweep.pages('backup:ListBackupVaults', { send, items: 'BackupVaultList' }, noting(sweep, members))
  },
}

export default backupVault
