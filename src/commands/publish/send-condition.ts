import { countNoun } from '../../lib/text/numbers.ts'
import { isUnused } from '../../model/report/unused.ts'
import type { Report } from '../../model/report/report.ts'
import type { PublishOptions, SendCondition } from '../../model/options/publish-options.ts'
import type { Host } from '../shared/host.ts'
import type { Speaker } from '../shared/speaker.ts'
import type { SentReport } from './report-to-send.ts'

/**
 * Whether `--only-if` lets the report be sent. A report that misses an account or Region is always sent, because the
 * missing part can be what the condition is about. When nothing is sent, only a terminal shows why.
 */
export function isWorthSending(sent: SentReport, { onlyIf }: PublishOptions, say: Speaker, { io }: Host): boolean {
  if (onlyIf.length === 0 || onlyIf.some(condition => TRUE_OF[condition](sent))) return true
  const missing = unreadPlaces(sent.report)
  if (missing > 0) {
    const places = missing === 1 ? 'an account or Region was' : `${missing} accounts or Regions were`
    say.note(`--only-if ${onlyIf.join(',')}: ${places} not read, so the report is sent.`)
    return true
  }
  const unknown = onlyIf.includes('unused') ? unknownPlaces(sent.report) : 0
  if (unknown > 0) {
    const places = countNoun(unknown, 'Region')
    say.note(`--only-if ${onlyIf.join(',')}: the use of no key in ${places} could be read, so the report is sent.`)
    return true
  }
  if (io.stderr.isTTY) say.note(`Nothing to send: ${onlyIf.map(condition => FALSE_TEXTS[condition]).join(', ')}.`)
  return false
}

const TRUE_OF: Readonly<Record<SendCondition, (sent: SentReport) => boolean>> = {
  changed: ({ report, changes }) =>
    changes === null
      ? (report.findings ?? []).some(({ is_new }) => is_new === true)
      : changes.changes.length > 0 || changes.findings.length > 0,
  unused: ({ report }) => report.keys.some(isUnused),
  failed: ({ report }) => (report.findings ?? []).some(({ status }) => status === 'fail'),
}

const FALSE_TEXTS: Readonly<Record<SendCondition, string>> = {
  changed: 'nothing changed since the baseline',
  unused: 'no key is unused',
  failed: 'no check failed',
}

/** Number of Regions of accounts whose keys were all refused or not read, so that none could be seen to be unused. */
const unknownPlaces = ({ scope, keys, gaps }: Report): number =>
  scope.places.filter(({ account_id: account, region }) => {
    const isThere = (one: { account_id: string; region: string | null }): boolean =>
      one.account_id === account && one.region === region
    const there = keys.filter(isThere)
    return there.length > 0 && there.every(({ disposition }) => disposition === 'unknown') && gaps.some(isThere)
  }).length

/** Number of accounts and Regions of which the report knows nothing. */
const unreadPlaces = ({ scope, gaps }: Report): number =>
  scope.places.filter(({ status }) => status === 'unreachable').length +
  gaps.filter(({ region }) => region === null).length
