/**
 * Returns what an encryption context names: the ARNs in it, else each pair as `name=value`. Each object of S3 is named
 * by its bucket. Members that say nothing about a resource are left out.
 * https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export function resourcesIn(context: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(context).filter(([name]) => !NO_RESOURCE.has(name))
  const arns = pairs.flatMap(([, value]) => (ARN.test(value) ? [bucketOf(value)] : []))
  return arns.length > 0 ? [...new Set(arns)] : pairs.map(([name, value]) => `${name}=${value}`)
}

const ARN = /^arn:[\w-]+:/

/** `arn:aws:s3:::photos/2026/1.jpg` is an object of `arn:aws:s3:::photos`. */
const bucketOf = (arn: string): string => arn.replace(/^(arn:[\w-]+:s3:::[^/]+)\/.*$/s, '$1')

/** The account of a table, the public key of the Encryption SDK, and the version of a secret. */
const NO_RESOURCE: ReadonlySet<string> = new Set([
  'aws:dynamodb:subscriberId',
  'aws-crypto-public-key',
  'SecretVersionId',
])
