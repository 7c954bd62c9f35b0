import { safeText } from '../../lib/text/safe-text.ts'

/** `role/orders-api`, `user/alice`, `s3.amazonaws.com`; a principal of another account is named by its ARN or ID. */
export function whoText(row: {
  account_id: string
  principal: string | null
  principal_account: string | null
  service: string | null
}): string {
  const { account_id, principal, principal_account, service } = row
  if (principal === null) return safeText(service ?? 'unknown')
  const isOwn = principal_account === null || principal_account === account_id
  const [, name] = /^arn:[^:]+:(?:iam|sts)::\d*:(.+)$/.exec(principal) ?? []
  return safeText(isOwn && name !== undefined ? name : principal)
}
