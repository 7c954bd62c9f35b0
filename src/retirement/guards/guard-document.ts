import type { GuardDocument, GuardTerms } from '../../model/retirement/guard.ts'
import { guardStatements } from './guard-statements.ts'

/** Returns a service or resource control policy with the guard. */
export const guardDocument = (terms: GuardTerms, kind: 'scp' | 'rcp'): GuardDocument => ({
  Version: '2012-10-17',
  Statement: guardStatements(terms, kind),
})

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const LONGEST = { scp: 10_240, rcp: 5120 }

/**
 * Returns what such a policy does not do, for the reader of the document.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export const documentNotes = (terms: GuardTerms, kind: 'scp' | 'rcp'): string[] => [
  ...(kind === 'scp' ? [SCP_SCOPE] : [...(terms.days === null ? [] : [RCP_DAYS]), RCP_SCOPE]),
  ...sizeNote(guardDocument(terms, kind), LONGEST[kind]),
]

const SCP_SCOPE =
  'A service control policy applies to member accounts only: not to the management account, nor to service-linked roles.'
const RCP_DAYS =
  'AWS does not document kms:TrailingDaysWithoutKeyUsage for resource control policies. If requests do not carry it there, the statement on days never applies: test it, or use a service control policy (kms-audit guard scp).'
const RCP_SCOPE =
  'A resource control policy does not apply to keys of the management account, to AWS managed keys, to service-linked roles, nor to kms:RetireGrant.'

function sizeNote(document: GuardDocument, longest: number): string[] {
  const characters = JSON.stringify(document, null, 2).length
  if (characters <= longest) return []
  const without = JSON.stringify(document).length
  return [
    `The policy has ${characters} characters, ${without} of them without white space, and AWS Organizations accepts at most ${longest}.`,
  ]
}
