import { createHash } from 'node:crypto'
import { DAY, type Instant } from '../../model/time.ts'
import { seconds } from '../wire/call.ts'
import type { SimGrant } from '../world/sim-key.ts'

/**
 * Returns a function that makes grants in the form of ListGrants, with the same ID for the same name. A grant with an
 * encryption context applies to that data only.
 */
export const sampleGrants =
  (now: Instant, account: string) =>
  (
    Name: string,
    GranteePrincipal: string,
    Operations: readonly string[],
    context?: Readonly<Record<string, string>>,
  ): SimGrant => ({
    GrantId: digestOf(Name),
    Name,
    CreationDate: seconds(now - 40 * DAY),
    GranteePrincipal,
    IssuingAccount: issuer(account),
    Operations,
    ...(context !== undefined && { Constraints: { EncryptionContextSubset: context } }),
  })

/**
 * Returns a grant for each export: the worker may read that export, and the grant is never retired. The IDs come from
 * one digest and a number, because a digest for each of 40,000 grants takes longer than the rest of the account.
 */
export function grantPerExport(now: Instant, account: string, worker: string, exports: number): SimGrant[] {
  const tail = digestOf('exports').slice(8)
  const Operations = ['Decrypt']
  const IssuingAccount = issuer(account)
  return Array.from({ length: exports }, (_, index) => ({
    GrantId: scrambled(index) + tail,
    Name: `export-${index + 1}`,
    CreationDate: seconds(now - (1 + ((exports - index) * 340) / exports) * DAY),
    GranteePrincipal: worker,
    IssuingAccount,
    Operations,
    Constraints: { EncryptionContextSubset: { export: String(index + 1) } },
  }))
}

/**
 * Returns eight hex digits, different for each number below 2^32, because multiplication by an odd factor is
 * reversible.
 */
const scrambled = (number: number): string => (Math.imul(number, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')

const digestOf = (name: string): string => createHash('sha256').update(name).digest('hex')

const issuer = (account: string): string => `arn:aws:iam::${account}:root`
