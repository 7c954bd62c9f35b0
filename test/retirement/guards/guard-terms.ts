import type { GuardTerms } from '../../../src/model/retirement/guard.ts'

export const OWNER = '111122223333'
export const KEY_ARN = `arn:aws:kms:eu-west-1:${OWNER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
export const roleOf = (name: string, account = OWNER): string => `arn:aws:iam::${account}:role/${name}`

/** A guard that goes by the last use alone; a test names only what is different. */
export const someTerms = (different: Partial<GuardTerms> = {}): GuardTerms => ({
  days: 90,
  allowed: [],
  exempt: [],
  coversAliases: false,
  requiresMfa: false,
  sid: 'KmsAuditGuard',
  ...different,
})

/** Access for the account alone, as the console writes it. */
export const ownPolicy = (...more: readonly unknown[]) => ({
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [
    { Sid: 'Root', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OWNER}:root` }, Action: 'kms:*', Resource: '*' },
    ...more,
  ],
})
