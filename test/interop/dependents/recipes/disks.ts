import { CreateLaunchTemplateCommand, CreateVolumeCommand, EC2Client } from '@aws-sdk/client-ec2'
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs'
import { CreateFileSystemCommand as CreateFsxCommand, FSxClient } from '@aws-sdk/client-fsx'
import { BackupClient, CreateBackupVaultCommand } from '@aws-sdk/client-backup'
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { CreateVectorBucketCommand, S3VectorsClient } from '@aws-sdk/client-s3vectors'
import { given, REGION, ROLE, type Recipe } from '../recipe.ts'

/** Volumes, file systems, buckets and vaults. */
export const disks: Record<string, Recipe> = {
  volume: {
    async make({ aws, key, made }) {
      const volume = { AvailabilityZone: `${REGION}a`, Size: 1, Encrypted: true, KmsKeyId: key }
      const { VolumeId } = await aws.client(EC2Client).send(new CreateVolumeCommand(volume))
      made('ebs-volume', given(VolumeId))
    },
  },
  'launch template': {
    async make({ aws, name, key, made }) {
      const BlockDeviceMappings = [{ DeviceName: '/dev/sda1', Ebs: { Encrypted: true, KmsKeyId: key } }]
      const { LaunchTemplate } = await aws
        .client(EC2Client)
        .send(
          new CreateLaunchTemplateCommand({ LaunchTemplateName: name, LaunchTemplateData: { BlockDeviceMappings } }),
        )
      made('launch-template', given(LaunchTemplate?.LaunchTemplateId))
    },
  },
  'EFS file system': {
    async make({ aws, name, key, made }) {
      const { FileSystemId } = await aws
        .client(EFSClient)
        .send(new CreateFileSystemCommand({ CreationToken: name, Encrypted: true, KmsKeyId: key }))
      made('efs-file-system', given(FileSystemId))
    },
  },
  'FSx file system': {
    async make({ aws, key, made }) {
      const { FileSystem } = await aws.client(FSxClient).send(
        new CreateFsxCommand({
          FileSystemType: 'LUSTRE',
          StorageCapacity: 1200,
          SubnetIds: ['subnet-0123456789abcdef0'],
          KmsKeyId: key,
        }),
      )
      made('fsx-file-system', given(FileSystem?.FileSystemId))
    },
  },
  bucket: {
    async make({ aws, name, key, made }) {
      const s3 = aws.client(S3Client)
      await s3.send(new CreateBucketCommand({ Bucket: name }))
      const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } as const
      const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault }] }
      await s3.send(new PutBucketEncryptionCommand({ Bucket: name, ServerSideEncryptionConfiguration }))
      made('s3-bucket', name)
    },
  },
  'bucket with an inventory': {
    async make({ aws, name, key, made }) {
      const s3 = aws.client(S3Client)
      await s3.send(new CreateBucketCommand({ Bucket: name }))
      const files = { Bucket: `arn:aws:s3:::${name}`, Format: 'CSV', Encryption: { SSEKMS: { KeyId: key } } } as const
      const InventoryConfiguration = {
        Id: 'weekly',
        IsEnabled: true,
        Destination: { S3BucketDestination: files },
        Schedule: { Frequency: 'Weekly' },
        IncludedObjectVersions: 'All',
      } as const
      const inventory = { Bucket: name, Id: 'weekly', InventoryConfiguration }
      await s3.send(new PutBucketInventoryConfigurationCommand(inventory))
      made('s3-inventory', `${name}/weekly`)
    },
  },
  'replicated bucket': {
    async make({ aws, name, key, made }) {
      const s3 = aws.client(S3Client)
      const copy = `${name}-copy`
      for (const Bucket of [name, copy]) {
        await s3.send(new CreateBucketCommand({ Bucket }))
        await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }))
      }
      const Destination = { Bucket: `arn:aws:s3:::${copy}`, EncryptionConfiguration: { ReplicaKmsKeyID: key } }
      const SourceSelectionCriteria = { SseKmsEncryptedObjects: { Status: 'Enabled' as const } }
      const rule = {
        ID: 'all',
        Priority: 1,
        Status: 'Enabled' as const,
        Filter: { Prefix: '' },
        SourceSelectionCriteria,
      }
      const DeleteMarkerReplication = { Status: 'Disabled' as const }
      const Rules = [{ ...rule, DeleteMarkerReplication, Destination }]
      await s3.send(new PutBucketReplicationCommand({ Bucket: name, ReplicationConfiguration: { Role: ROLE, Rules } }))
      made('s3-replication', `${name} / replicas in ${copy}`)
    },
  },
  'vector bucket': {
    async make({ aws, name, key, made }) {
      const encryptionConfiguration = { sseType: 'aws:kms' as const, kmsKeyArn: key }
      await aws
        .client(S3VectorsClient)
        .send(new CreateVectorBucketCommand({ vectorBucketName: name, encryptionConfiguration }))
      made('s3-vector-bucket', name)
    },
  },
  vault: {
    async make({ aws, name, key, made }) {
      const backup = aws.client(BackupClient)
      await backup.send(new CreateBackupVaultCommand({ BackupVaultName: name, EncryptionKeyArn: key }))
      made('backup-vault', name)
    },
  },
}
