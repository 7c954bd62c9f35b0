import { createHash } from 'node:crypto'
import { DAY, type Instant } from '../model/time.ts'
import { seconds } from './call.ts'

/** Makes grants in the shape of ListGrants; the same id for the same name. With a context they hold for that data only. */
export const sampleGrants =
  (now: Instant, account: string) =>
  (
    Name: string,
    GranteePrincipal: string,
    Operations: readonly string[],
    context?: Readonly<Record<string, string>>,
  ): Record<string, unknown> => ({
    GrantId: createHash('sha256').update(Name).digest('hex'),
    Name,
    CreationDate: seconds(now - 40 * DAY),
    GranteePrincipal,
    IssuingAccount: `arn:aws:iam::${account}:root`,
    Operations,
    ...(context !== undefined && { Constraints: { EncryptionContextSubset: context } }),
  })
