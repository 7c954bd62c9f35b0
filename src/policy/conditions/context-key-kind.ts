/**
 * Returns what an AWS service writes into this part of the encryption context to name the resource that it acts for:
 * the ARN of the resource, its account or its ID. Null for other keys. Such a key limits only services, because users
 * and roles choose the encryption context of their requests.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-ses.html
 */
export function contextKeyKind(key: string): 'arn' | 'account' | 'resource' | null {
  if (ARN_KEY.test(key)) return 'arn'
  if (ACCOUNT_KEY.test(key)) return 'account'
  return RESOURCE.test(key) ? 'resource' : null
}

const ARN_KEY = /^kms:encryptioncontext:(?:aws:.+arn|secretarn|parameter_arn)$/
const ACCOUNT_KEY = /^kms:encryptioncontext:aws:(?:.+account(?:-?id)?|dynamodb:subscriberid)$/
const RESOURCE = /^kms:encryptioncontext:aws:(?:ebs:id|elasticfilesystem:filesystem:id|rds:dbc?-id)$/
