import type { AdviceKind } from './advice-kind.ts'
import { consolidateKeys } from './keys/consolidate-keys.ts'
import { leakedKeys } from './keys/leaked-keys.ts'
import { pastRotations } from './keys/past-rotations.ts'
import { combineSecrets } from './secrets/combine-secrets.ts'
import { plainParameters } from './secrets/plain-parameters.ts'
import { unusedSecrets } from './secrets/unused-secrets.ts'
import { s3BucketKey } from './s3-bucket-key.ts'

/** Every kind of advice, in the order in which savings are counted. */
export const adviceKinds: Readonly<Record<string, AdviceKind>> = {
  's3-bucket-key': s3BucketKey,
  'leaked-keys': leakedKeys,
  'consolidate-keys': consolidateKeys,
  'past-rotations': pastRotations,
  'unused-secrets': unusedSecrets,
  'plain-parameters': plainParameters,
  'combine-secrets': combineSecrets,
}
