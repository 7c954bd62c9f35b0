import type { Registry } from '../lib/registry.ts'
import type { Dependent } from './dependent.ts'

/** Every type of resources that can reference a key, in the order of reports: one file and one line each. */
export const dependents = {
  'ebs-volume': () => import('./ebs-volume.ts'),
  'ebs-snapshot': () => import('./ebs-snapshot.ts'),
  'ebs-default': () => import('./ebs-default.ts'),
  ami: () => import('./ami.ts'),
  'launch-template': () => import('./launch-template.ts'),
  'rds-instance': () => import('./rds-instance.ts'),
  'rds-cluster': () => import('./rds-cluster.ts'),
  'rds-snapshot': () => import('./rds-snapshot.ts'),
  'rds-automated-backup': () => import('./rds-automated-backup.ts'),
  'rds-export': () => import('./rds-export.ts'),
  'rds-integration': () => import('./rds-integration.ts'),
  secret: () => import('./secret.ts'),
  'secret-replica': () => import('./secret-replica.ts'),
  'sqs-queue': () => import('./sqs-queue.ts'),
  'log-group': () => import('./log-group.ts'),
  'cloudtrail-trail': () => import('./cloudtrail-trail.ts'),
  'cloudtrail-event-data-store': () => import('./cloudtrail-event-data-store.ts'),
  'backup-vault': () => import('./backup-vault.ts'),
  'recovery-point': () => import('./recovery-point.ts'),
  'efs-file-system': () => import('./efs-file-system.ts'),
  'fsx-file-system': () => import('./fsx-file-system.ts'),
  'fsx-backup': () => import('./fsx-backup.ts'),
  'fsx-cache': () => import('./fsx-cache.ts'),
} satisfies Registry<Dependent>
