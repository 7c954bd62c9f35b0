import { countNoun } from '../../lib/text/numbers.ts'
import type { Severity } from '../../model/finding.ts'
import type { GrantRecord, KeyRecord } from '../../model/report.ts'
import { contextKeyKind } from '../../policy/conditions/context-key-kind.ts'
import { accountInArn } from '../../policy/conditions/arn-pattern.ts'
import { listText } from '../../lib/text/lists.ts'
import { type CheckContext, fail, type KeyCheck, pass, unknown } from '../check.ts'
import { worstOf } from '../policy/exposure.ts'
import { revokeOrRenew } from './grant-remedy.ts'
import { byGrants, isOfService } from './grants.ts'
import { principalOf } from './grant-principal.ts'
import { isOrganizationUnread, isTrusted } from '../shared/trusted-account.ts'

const check: KeyCheck = {
  id: 'grant-cross-account',
  title: 'KMS grants should not give access to untrusted accounts',
  scope: 'key',
  severity: 'high',
  why: 'A grant can give another account access to a key without a change to the key policy, so a review of key policies does not show it.',
  needs: ['grants'],
  judge: byGrants((grants, key, context) => {
    const given = grants.flatMap(grant => toFound(granteeOf(grant, key, context), grant))
    const isGiven = new Set(given.map(({ grant }) => grant))
    const retirable = grants.flatMap(grant =>
      isGiven.has(grant) ? [] : toFound(strangerOf(grant.retiring_principal, key, context), grant),
    )
    if (given.length + retirable.length === 0) return pass
    const names = namesOf([...given, ...retirable])
    if (isOrganizationUnread(context) && !names.includes(EVERYONE)) {
      return unknown(
        `The accounts of the organization could not be read, so ${listOf(names)} may or may not be trusted.`,
      )
    }
    const retired = retirable.map(({ grant }) => grant)
    if (given.length === 0) {
      const detail = `${capital(listOf(names))} can retire ${countNoun(retired.length, 'grant')}, which ends the access of the grantee.`
      return fail(detail, revokeOrRenew(key, [], retired), 'medium')
    }
    const also =
      retired.length === 0 ? '' : ` ${capital(listOf(namesOf(retirable)))} can retire ${retired.length} more.`
    const grantees = listOf(namesOf(given))
    const operations = listText(given.flatMap(({ grant }) => grant.operations))
    return fail(
      `${countNoun(given.length, 'grant')} to ${grantees} ${given.length === 1 ? 'allows' : 'allow'} ${operations}.${also}`,
      revokeOrRenew(
        key,
        given.map(({ grant }) => grant),
        retired,
        [`The commands end the access that these grants give to ${grantees}.`],
      ),
      worstOf([...given.map(severityOf), ...(retired.length === 0 ? [] : ['medium' as const])]),
    )
  }),
}
export default check

interface Found {
  who: string
  grant: GrantRecord
}

const toFound = (who: string | null, grant: GrantRecord): Found[] => (who === null ? [] : [{ who, grant }])

const namesOf = (found: readonly Found[]): string[] => [...new Set(found.map(({ who }) => who))].toSorted()

const EVERYONE = 'everyone'

/** All of them: who has access is the point of the finding. */
const listOf = (names: readonly string[]): string => names.join(', ')

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A grant for metadata is less severe, and so is a service that works for another account. */
function severityOf({ grant }: Found): Severity {
  if (grant.operations.every(operation => METADATA.has(operation))) return 'low'
  return isOfService(grant) ? 'medium' : 'high'
}

const METADATA: ReadonlySet<string> = new Set(['DescribeKey', 'GetPublicKey', 'RetireGrant'])

/** A service is a stranger where its grant is for a resource of another account. */
function granteeOf(grant: GrantRecord, key: KeyRecord, context: CheckContext): string | null {
  const grantee = grant.grantee_principal
  if (principalOf(grantee).kind !== 'service') return strangerOf(grantee, key, context)
  const source = sourceAccounts(grant).find(account => !isTrusted(account, key.account_id, context))
  return source === undefined ? null : `the service ${grantee} for account ${source}`
}

/** The accounts of the resources that a grant is limited to, as far as its constraints name them. */
function sourceAccounts({ constraints }: GrantRecord): string[] {
  const context = { ...constraints?.encryption_context_subset, ...constraints?.encryption_context_equals }
  const texts = Object.entries(context).flatMap(([name, value]) => {
    const kind = contextKeyKind(`kms:encryptioncontext:${name.toLowerCase()}`)
    return kind === 'arn' ? [accountInArn(value, 'arn')] : kind === 'account' ? [value] : []
  })
  const source = constraints?.source_arn === undefined ? null : accountInArn(constraints.source_arn, 'arn')
  return [source, ...texts].filter(account => account !== null)
}

/** Null for services, for deleted principals and for trusted accounts. */
function strangerOf(text: string | null, { account_id }: KeyRecord, context: CheckContext): string | null {
  if (text === null) return null
  const principal = principalOf(text)
  if (principal.kind === 'everyone') return EVERYONE
  if (principal.kind !== 'account' || isTrusted(principal.account, account_id, context)) return null
  return `account ${principal.account}`
}
