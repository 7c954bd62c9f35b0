import type { AdviceKind } from './advice-kind.ts'
import { s3BucketKey } from './s3-bucket-key.ts'

/** Every kind of advice, in the order in which savings are counted. */
export const adviceKinds: Readonly<Record<string, AdviceKind>> = {
  's3-bucket-key': s3BucketKey,
}
