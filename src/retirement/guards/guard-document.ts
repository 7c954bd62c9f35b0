import type { GuardDocument, GuardTerms } from '../../model/guard.ts'
import { guardStatements } from './guard-statements.ts'

/** Returns a service or resource control policy with the guard. */
export const guardDocument = (terms: GuardTerms, kind: 'scp' | 'rcp'): GuardDocument => ({
  Version: '2012-10-17',
  Statement: guardStatements(terms, kind),
})

/**
 * Returns what such a policy does not do, for the reader of the document.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function documentNotes({ days }: GuardTerms, kind: 'scp' | 'rcp'): string[] {
  if (kind === 'scp')
    return [
      'A service control policy applies to member accounts only: not to the management account, nor to service-linked roles.',
    ]
  return [
    ...(days === null
      ? []
      : [
          'AWS does not document kms:TrailingDaysWithoutKeyUsage for resource control policies. If requests do not carry it there, the statement on days never applies: test it, or use a service control policy (kms-audit guard scp).',
        ]),
    'A resource control policy does not apply to keys of the management account, to AWS managed keys, to service-linked roles, nor to kms:RetireGrant.',
  ]
}
