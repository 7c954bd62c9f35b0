import { capitalized } from '../../lib/text/capitalized.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Severity } from '../../model/finding.ts'
import type { GrantRecord, KeyRecord } from '../../model/report/report.ts'
import { contextKeyKind } from '../../policy/conditions/context-key-kind.ts'
import { accountInArn } from '../../policy/conditions/arn-pattern.ts'
import { listText } from '../../lib/text/lists.ts'
import { type CheckContext, fail, type KeyCheck, pass, unknown } from '../check.ts'
import { worstSeverity } from '../shared/severity.ts'
import { revokeAndReplaceGrants } from './shared/grant-remedy.ts'
import { judgeGrants, isServiceGrant } from './shared/grants.ts'
import { toGrantPrincipal } from '../../policy/statements/grant-principal.ts'
import { isOrganizationUnknown, isTrusted } from '../shared/trusted-account.ts'

const check: KeyCheck = {
  id: 'grant-cross-account',
  title: 'KMS grants should not give access to untrusted accounts',
  scope: 'key',
  severity: 'high',
  why: 'A grant can give another account access to a key without a change to the key policy, so a review of key policies does not show it.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
  needs: ['grants'],
  judge: judgeGrants((grants, key, context) => {
    const given = grants.flatMap(grant => toUntrusted(untrustedGrantee(grant, key, context), grant))
    const isGiven = new Set(given.map(({ grant }) => grant))
    const retirable = grants.flatMap(grant =>
      isGiven.has(grant) ? [] : toUntrusted(untrustedPrincipal(grant.retiring_principal, key, context), grant),
    )
    if (given.length + retirable.length === 0) return pass
    const names = namesOf([...given, ...retirable])
    if (isOrganizationUnknown(context) && !names.includes(EVERYONE)) {
      return unknown(
        `The accounts of the organization could not be read, so ${joinAll(names)} may or may not be trusted.`,
      )
    }
    const retired = retirable.map(({ grant }) => grant)
    if (given.length === 0) {
      const detail = `${capitalized(joinAll(names))} can retire ${countNoun(retired.length, 'grant')}, which ends the access of the grantee.`
      return fail(detail, revokeAndReplaceGrants(key, [], retired), 'medium')
    }
    const also =
      retired.length === 0 ? '' : ` ${capitalized(joinAll(namesOf(retirable)))} can retire ${retired.length} more.`
    const grantees = joinAll(namesOf(given))
    const operations = listText(given.flatMap(({ grant }) => grant.operations))
    return fail(
      `${countNoun(given.length, 'grant')} to ${grantees} ${given.length === 1 ? 'allows' : 'allow'} ${operations}.${also}`,
      revokeAndReplaceGrants(
        key,
        given.map(({ grant }) => grant),
        retired,
        [`The commands end the access that these grants give to ${grantees}.`],
      ),
      worstSeverity([...given.map(severityOfGrant), ...(retired.length === 0 ? [] : ['medium' as const])]),
    )
  }),
}
export default check

interface UntrustedGrant {
  who: string
  grant: GrantRecord
}

const toUntrusted = (who: string | null, grant: GrantRecord): UntrustedGrant[] => (who === null ? [] : [{ who, grant }])

const namesOf = (found: readonly UntrustedGrant[]): string[] => [...new Set(found.map(({ who }) => who))].toSorted()

const EVERYONE = 'everyone'

/** Names all of them, however many: who has access is the point of the finding. */
const joinAll = (names: readonly string[]): string => names.join(', ')

/** A grant that only allows to read metadata is less severe, and so is a service that acts for another account. */
function severityOfGrant({ grant }: UntrustedGrant): Severity {
  if (grant.operations.every(operation => METADATA.has(operation))) return 'low'
  return isServiceGrant(grant) ? 'medium' : 'high'
}

const METADATA: ReadonlySet<string> = new Set(['DescribeKey', 'GetPublicKey', 'RetireGrant'])

/**
 * Names the grantee if it is untrusted. A service is untrusted if its grant is for a resource of an untrusted account.
 */
function untrustedGrantee(grant: GrantRecord, key: KeyRecord, context: CheckContext): string | null {
  const grantee = grant.grantee_principal
  if (toGrantPrincipal(grantee).kind !== 'service') return untrustedPrincipal(grantee, key, context)
  const source = sourceAccounts(grant).find(account => !isTrusted(account, key.account_id, context))
  return source === undefined ? null : `the service ${grantee} for account ${source}`
}

/** Returns the accounts of the resources that the constraints limit a grant to, as far as they name accounts. */
function sourceAccounts({ constraints }: GrantRecord): string[] {
  const context = { ...constraints?.encryption_context_subset, ...constraints?.encryption_context_equals }
  const texts = Object.entries(context).flatMap(([name, value]) => {
    const kind = contextKeyKind(`kms:encryptioncontext:${name.toLowerCase()}`)
    return kind === 'arn' ? [accountInArn(value, 'arn')] : kind === 'account' ? [value] : []
  })
  const source = constraints?.source_arn === undefined ? null : accountInArn(constraints.source_arn, 'arn')
  return [source, ...texts].filter(account => account !== null)
}

/** Names a principal if it is untrusted. Null for services, deleted principals and trusted accounts. */
function untrustedPrincipal(text: string | null, { account_id }: KeyRecord, context: CheckContext): string | null {
  if (text === null) return null
  const principal = toGrantPrincipal(text)
  if (principal.kind === 'everyone') return EVERYONE
  if (principal.kind !== 'account' || isTrusted(principal.account, account_id, context)) return null
  return `account ${principal.account}`
}
