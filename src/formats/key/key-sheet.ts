import { capitalized } from '../../lib/text/capitalized.ts'
import { localArchiveOptions, reportCommand, type Searched } from '../../model/report/report-command.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import type { Rerun } from '../../model/options/rerun.ts'
import { callerText, shortPrincipal } from '../columns/last-user.ts'
import type { Charset } from './charset.ts'
import { archivedSection } from './sections/archived.ts'
import { callersSection } from './sections/callers.ts'
import { changesSection } from './sections/changes.ts'
import { costSection } from './sections/cost.ts'
import { findingsSection } from './sections/findings.ts'
import { gapsSection } from './sections/gaps.ts'
import { grantsSection } from './sections/grants.ts'
import { identitySection } from './sections/identity.ts'
import { lastUserSection } from './sections/last-user.ts'
import { nextSection } from './sections/next.ts'
import { outsideAccessSection } from './sections/outside-access.ts'
import { policySection } from './sections/policy.ts'
import { requestsSection } from './sections/requests.ts'
import { usedBySection } from './sections/used-by.ts'
import { useSection } from './sections/use.ts'
import type { Sheet, SheetInput } from './sheet.ts'
import { meaningOf, usageText } from './usage-text.ts'

/** Returns what is to be said about the one key of a report. */
export function keySheet(report: Report, { charset, width, rerun }: Drawing): Sheet {
  const [key] = report.keys
  if (key === undefined) throw new Error('The report has no key')
  const input = {
    key,
    report,
    charset,
    width,
    command: commandsOf(rerun, report),
    logFilesCommand: commandsOf(rerun, onLogFiles(report)),
  }
  const sections = [
    identitySection(input),
    useSection(input),
    nextSection(input),
    usedBySection(input),
    lastUserSection(input),
    callersSection(input),
    archivedSection(input),
    changesSection(input),
    requestsSection(input),
    costSection(input),
    policySection(input),
    grantsSection(input),
    outsideAccessSection(input),
    findingsSection(input),
    gapsSection(input),
  ]
  return {
    title: titleOf(key),
    answer: answerOf(key, report.unused_days),
    sections: sections.filter(section => section !== null),
  }
}

interface Drawing {
  charset: Charset
  width: number
  rerun: Rerun | undefined
}

/** Options that say where to find the account. The Region is that of the ARN. */
const WHERE: ReadonlySet<string> = new Set(['profile', 'role-arn', 'external-id', 'role-session-name', 'demo'])

const onLogFiles = (report: Report): Searched => ({ scope: { archive_options: localArchiveOptions(report) } })

const commandsOf =
  (rerun: Rerun | undefined, report: Searched): SheetInput['command'] =>
  (...words) => {
    const where = (rerun?.options ?? []).filter(({ name }) => WHERE.has(name)).flatMap(option => option.words)
    return reportCommand(report, ...words, ...where).replace(/^kms-audit/, rerun?.program ?? 'kms-audit')
  }

const titleOf = ({ aliases: [alias], key_id: id, region, account_id: account }: KeyRecord): string =>
  `${alias === undefined ? '' : `${alias} `}${id} in ${region}, account ${account}`

function answerOf(key: KeyRecord, days: number): string {
  if (key.usage === undefined) return 'Last use was not checked.'
  const user = key.last_user
  const used = usageText(key, user?.status === 'known' ? callerText(user, shortPrincipal) : '')
  const why = key.disposition === 'unknown' ? `: ${meaningOf(key, days) ?? ''}` : ''
  return `${ANSWERS[key.disposition]}${why}. ${capitalized(used)}.`
}

const ANSWERS: Readonly<Record<KeyRecord['disposition'], string>> = {
  in_use: 'In use',
  stale: 'Unused',
  never: 'Unused',
  silent: 'Unused',
  new: 'New, no use recorded',
  unknown: 'Use not known',
}
