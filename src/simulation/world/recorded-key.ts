import type { Instant } from '../../model/time.ts'
import type { SimKey } from './sim-key.ts'
import { keyArn } from './world.ts'

/** The place of a recorded key, and when AWS Config recorded it. */
interface RecordedIn {
  partition?: string
  account: string
  region: string
  at: Instant
}

/**
 * Returns a key as an aggregator of AWS Config has it. Like AWS Config, without aliases, policy, grants and uses.
 * https://github.com/awslabs/aws-config-resource-schema
 */
export function recordedKey(key: SimKey, { partition = 'aws', account, region, at }: RecordedIn): object {
  const arn = keyArn({ partition, id: account }, region, key.id)
  return {
    accountId: account,
    awsRegion: region,
    resourceType: 'AWS::KMS::Key',
    resourceId: key.id,
    arn,
    configurationItemCaptureTime: new Date(at).toISOString(),
    configuration: {
      arn,
      keyId: key.id,
      awsaccountId: account,
      keyManager: key.manager,
      keyState: key.state,
      enabled: key.state === 'Enabled',
      keySpec: key.spec,
      customerMasterKeySpec: key.spec,
      keyUsage: key.usage,
      origin: key.origin,
      description: key.description,
      creationDate: new Date(key.createdAt).toISOString(),
      multiRegion: key.multiRegion !== undefined,
      ...(key.multiRegion !== undefined && { multiRegionConfiguration: familyOf(key.multiRegion) }),
      ...(key.deletionDate !== undefined && { deletionDate: new Date(key.deletionDate).toISOString() }),
      ...(key.validTo !== undefined && {
        expirationModel: 'KEY_MATERIAL_EXPIRES',
        validTo: new Date(key.validTo).toISOString(),
      }),
    },
    supplementaryConfiguration: { KeyRotationStatus: key.rotation?.enabled ?? false },
    tags: Object.entries(key.tags ?? {}).map(([name, value]) => ({ tag: `${name}=${value}`, key: name, value })),
  }
}

const familyOf = ({ type, primary, replicas }: NonNullable<SimKey['multiRegion']>) => ({
  multiRegionKeyType: type,
  primaryKey: member(primary),
  replicaKeys: replicas.map(member),
})

const member = (arn: string) => ({ arn, region: arn.split(':')[3] ?? '' })
