import type { Dependent } from '../dependent.ts'

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
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
  encryption: {
    resourceType: 'AWS::Backup::BackupVault',
    withoutKey: 'unknown',
    fix: 'new-resource',
    remedy:
      'The key of a vault cannot be changed. Create another vault with the key, let the backup plans use it, ' +
      'and copy the recovery points to it.',
  },
  async list(sweep) {
    const { BackupClient, ListBackupVaultsCommand } = await import('@aws-sdk/client-backup')
    const backup = sweep.client('Backup', config => new BackupClient(config))
    const send = (NextToken: string | undefined) =>
      backup.send(new ListBackupVaultsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('backup:ListBackupVaults', { send, items: 'BackupVaultList' }, vault =>
      sweep.found({
        id: vault.word('BackupVaultName'),
        arn: vault.text('BackupVaultArn'),
        key: vault.text('EncryptionKeyArn'),
        withoutKey: vault.text('EncryptionKeyType') === 'AWS_OWNED_KMS_KEY' ? 'aws_owned' : undefined,
      }),
    )
  },
}

export default backupVault
