import { grantCount, isServiceGrant } from '../../../checks/grants/shared/grants.ts'
import { listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { ReasonRule } from '../reason.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

const serviceGrant: ReasonRule = {
  id: 'service-grant',
  level: 'blocked',
  title: 'An AWS service has a grant',
  find({ grants }) {
    const found = (grants ?? []).filter(isServiceGrant)
    if (found.length === 0) return null
    const resources = found.flatMap(({ constraints }) => constraints?.source_arn ?? [])
    const about = resources.length === 0 ? '' : ` for ${listText(resources)}`
    return {
      text: `${countNoun(found.length, 'grant')} of AWS services ${found.length === 1 ? 'is' : 'are'} live: ${listText(found.map(({ grantee_principal }) => grantee_principal))}${about}.`,
      source: 'grants',
      clears: 'Delete the resource of the service, or move it to another key. The service then retires its grant.',
    }
  },
}

const grantsUnread: ReasonRule = {
  id: 'unknown-grants',
  level: 'blocked',
  title: 'The grants could not be read, or only a part of them',
  find(key, { report }) {
    if (key.grants === undefined) return null
    const isPartial = key.grants !== null && grantCount(key) > key.grants.length
    if (key.grants !== null && !isPartial) return null
    return {
      text: isPartial
        ? `The report contains ${key.grants?.length} of ${countNoun(grantCount(key), 'grant')}, so a grant of an AWS service may be missing.`
        : 'The grants of the key could not be read.',
      source: 'grants',
      clears: `Allow kms:ListGrants, and run ${reportCommand(report, 'retire', 'plan')} without --from.`,
    }
  },
}

const grantsNotAsked: ReasonRule = {
  id: 'unread-grants',
  level: 'review',
  title: 'The report contains no grants',
  find: ({ grants }, { report }) =>
    grants === undefined
      ? {
          text: 'The report does not contain the grants of the key.',
          source: 'grants',
          clears: `Run ${reportCommand(report, 'retire', 'plan')} without --from, or make the report with --checks.`,
        }
      : null,
}

export const ofGrants: readonly ReasonRule[] = [serviceGrant, grantsUnread, grantsNotAsked]
