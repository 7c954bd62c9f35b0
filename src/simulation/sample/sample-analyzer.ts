import { DAY, HOUR, type Instant } from '../../model/time.ts'
import type { SimAccessAnalyzer } from '../world/sim-access-analyzer.ts'
import { keyArn } from '../world/world.ts'
import { sampleId } from './sample-key.ts'
import { BACKUP_ACCOUNT } from './sample-policies.ts'

/**
 * The analyzer of the European branch; the other offices have none. Its team archived the finding about backups. One
 * finding is about an access that was taken back an hour ago.
 */
export const sampleAnalyzer = (now: Instant, account: string): SimAccessAnalyzer => {
  const arnOf = (name: string): string => keyArn({ partition: 'aws', id: account }, 'eu-west-1', sampleId(name))
  const USE = ['kms:Decrypt', 'kms:DescribeKey']
  return {
    analyzers: [
      { name: 'account-analyzer', type: 'ACCOUNT' },
      { name: 'unused-access', type: 'ACCOUNT_UNUSED_ACCESS' },
    ],
    findings: [
      {
        id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
        analyzer: 'account-analyzer',
        resource: arnOf('feature-store'),
        analyzedAt: now - 2 * HOUR,
        principal: { AWS: '*' },
        condition: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
        action: USE,
        isPublic: true,
      },
      {
        id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
        analyzer: 'account-analyzer',
        resource: arnOf('backup-2024'),
        status: 'ARCHIVED',
        analyzedAt: now - 40 * DAY,
        principal: { AWS: BACKUP_ACCOUNT },
        action: USE,
        isPublic: false,
      },
      {
        id: '3f2504e0-4f89-41d3-9a0c-0305e82c3303',
        analyzer: 'account-analyzer',
        resource: arnOf('key-1'),
        analyzedAt: now - 3 * HOUR,
        principal: { AWS: '777788889999' },
        action: ['kms:Decrypt'],
        isPublic: false,
      },
    ],
  }
}
