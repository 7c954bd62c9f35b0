import { safeText } from '../../../lib/text/safe-text.ts'
import { isAboutAccount } from '../../../model/finding.ts'
import { hasSeveral } from '../../../model/report/place-records.ts'
import type { Report } from '../../../model/report/report.ts'
import type { Subject } from '../../finding/subject.ts'
import type { View } from '../../format.ts'
import { keyText, nameWithDetails } from '../key-text.ts'
import { ellipsisFor } from '../terminal.ts'
import { shortIdLength } from '../short-forms.ts'

/** Writes what a finding is about, as text that is safe to print. */
export interface SubjectText {
  /** Returns `alias/orders (0a1b2c3d, us-east-1)`. With `owners`, the tags that name the owner are added. */
  brief(subject: Subject, more?: { owners: boolean }): string
}

/** Returns the texts for a report. They include the Region and the account if the report has several. */
export function subjectText(report: Report, view: View): SubjectText {
  const several = {
    accounts: hasSeveral(report.scope.places, 'account_id'),
    regions: hasSeveral(report.scope.places, 'region'),
  }
  const length = shortIdLength(view.allKeys ?? report.keys)
  return {
    brief(subject, { owners } = { owners: false }) {
      const { finding, key, accountName } = subject
      const account = accountName ?? finding.account_id
      if (isAboutAccount(finding)) return safeText(accountText(finding.account_id, accountName))
      const more = [
        ...(several.accounts ? [account] : []),
        ...(several.regions && finding.region !== null ? [finding.region] : []),
        ...(owners ? subject.owners : []),
      ]
      return key === undefined
        ? nameWithDetails(subject.name ?? finding.key_id ?? '', more)
        : keyText(key, { length, ellipsis: ellipsisFor(view), more })
    },
  }
}

const accountText = (account: string, name: string | null): string =>
  name === null ? `account ${account}` : `account ${name} (${account})`
