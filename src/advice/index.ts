import type { AdviceKind } from './advice-kind.ts'
import { awsManagedKey } from './aws-managed-key.ts'
import { dataKeyCache } from './data-key-cache.ts'
import { consolidateKeys } from './keys/consolidate-keys.ts'
import { leakedKeys } from './keys/leaked-keys.ts'
import { pastRotations } from './keys/past-rotations.ts'
import { combineSecrets } from './secrets/combine-secrets.ts'
import { plainParameters } from './secrets/plain-parameters.ts'
import { unusedSecrets } from './secrets/unused-secrets.ts'
import { s3BucketKey } from './s3-bucket-key.ts'
import { secretsClientCache } from './secrets-client-cache.ts'
import { sqsDataKeyReuse } from './sqs-data-key-reuse.ts'

/** Every kind of advice, in the order in which savings are counted: first of requests, then of keys. */
export const adviceKinds: Readonly<Record<string, AdviceKind>> = {
  's3-bucket-key': s3BucketKey,
  'sqs-data-key-reuse': sqsDataKeyReuse,
  'secrets-client-cache': secretsClientCache,
  'data-key-cache': dataKeyCache,
  'leaked-keys': leakedKeys,
  'consolidate-keys': consolidateKeys,
  'aws-managed-key': awsManagedKey,
  'past-rotations': pastRotations,
  'unused-secrets': unusedSecrets,
  'plain-parameters': plainParameters,
  'combine-secrets': combineSecrets,
}
