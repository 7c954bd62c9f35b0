import type { Dependent } from '../dependent.ts'

/**
 * Backups in vaults. Those of EBS, RDS and others have the key of their source, not that of the vault.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
const recoveryPoint: Dependent = {
  singular: 'recovery point',
  plural: 'recovery points',
  operations: ['backup:ListBackupVaults', 'backup:ListRecoveryPointsByBackupVault'],
  effort: 'each',
  effect: { when: 'on-restore', consequence: 'the backup can be neither restored nor copied', failsSilently: true },
  namedBy: { arn: /^backup:[^:]*:[^:]*:(recovery-point:.+)$/ },
  configIsComplete: true,
  config: [{ resourceType: 'AWS::Backup::RecoveryPoint', property: 'EncryptionKeyArn' }],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
  encryption: {
    resourceType: 'AWS::Backup::RecoveryPoint',
    withoutKey: 'unknown',
    fix: 'new-resource',
    remedy:
      'Copy the recovery point to a vault with the key, and delete the old one. Backups of some services keep ' +
      'the key of their resource: change that one.',
  },
  async list(sweep) {
    const { BackupClient, ListBackupVaultsCommand, ListRecoveryPointsByBackupVaultCommand } =
      await import('@aws-sdk/client-backup')
    const backup = sweep.client('Backup', config => new BackupClient(config))
    const vaults = (NextToken: string | undefined) =>
      backup.send(new ListBackupVaultsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('backup:ListBackupVaults', { send: vaults, items: 'BackupVaultList' }, async vault => {
      const BackupVaultName = vault.word('BackupVaultName')
      if (vault.number('NumberOfRecoveryPoints') === 0) return
      const send = (NextToken: string | undefined) =>
        backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName, MaxResults: 1000, NextToken }))
      await sweep.pages('backup:ListRecoveryPointsByBackupVault', { send, items: 'RecoveryPoints' }, point => {
        const arn = point.word('RecoveryPointArn')
        const isOwned = point.text('EncryptionKeyType') === 'AWS_OWNED_KMS_KEY'
        const withoutKey = isOwned ? 'aws_owned' : point.flag('IsEncrypted') === false ? 'none' : undefined
        sweep.found({ id: resourceOf(arn), arn, key: point.text('EncryptionKeyArn'), withoutKey })
      })
    })
  },
}

/** What follows the account in an ARN: `snapshot/snap-0a`, `recovery-point:1EB3…`. */
const resourceOf = (arn: string): string => arn.split(':').slice(5).join(':')

export default recoveryPoint
