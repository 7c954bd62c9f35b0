/**
 * What a service writes into this part of the encryption context to say for whose resource it works: the ARN of the
 * resource, its id or the account. Null for other keys. It holds services only, since people choose the context of
 * their own requests.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-ses.html
 */
export function kindOfContext(key: string): 'arn' | 'account' | 'resource' | null {
  if (ARN.test(key)) return 'arn'
  if (ACCOUNT.test(key)) return 'account'
  return RESOURCE.test(key) ? 'resource' : null
}

const ARN = /^kms:encryptioncontext:(?:aws:.+arn|secretarn|parameter_arn)$/
const ACCOUNT = /^kms:encryptioncontext:aws:(?:.+account(?:-?id)?|dynamodb:subscriberid)$/
const RESOURCE = /^kms:encryptioncontext:aws:(?:ebs:id|elasticfilesystem:filesystem:id|rds:dbc?-id)$/
