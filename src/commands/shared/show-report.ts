import { checks } from '../../checks/index.ts'
import type { Format, View } from '../../formats/format.ts'
import type { Rerun } from '../../model/rerun.ts'
import { formats } from '../../formats/index.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import { EXIT } from '../../lib/process/exit.ts'
import type { Io } from '../../lib/process/io.ts'
import { load } from '../../lib/registry.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { INTERNAL_ERROR } from '../../model/gap.ts'
import { isSevere, placeOf, type Severity } from '../../model/finding.ts'
import { withFindingIds } from '../../findings/finding-ids.ts'
import type { Report } from '../../model/report.ts'
import type { DispositionFilter, Output, ShowOptions } from '../../model/options.ts'
import { gateUndecidedText, gateMatchText } from '../../findings/gate-text.ts'
import { fits, gatesOf } from '../../findings/gate.ts'
import { loadChecks } from '../../findings/with-findings.ts'
import { surfaceOf, writeOutputs } from './outputs.ts'
import type { Speaker } from './speaker.ts'
import { unevaluatedGateText } from '../../findings/unevaluated-gate.ts'
import { isNoKeyDescribed, undescribedKeysText } from '../../findings/undescribed-keys.ts'
import { areAllTagsUnread, unreadTagsText } from '../../findings/unread-tags.ts'

/**
 * Writes a report to every output. That of a run that was cut short goes to FILE.partial and leaves FILE as it is.
 * Returns the paths of the files written.
 */
export async function showReport(report: Report, show: ShowOptions, io: Io, partial = false): Promise<string[]> {
  const shown = await withFewerGrants(onlyKeys(severe(report, show.severity), show.only))
  const rerun = rerunOf(show.rerun, io.env)
  const render = async (output: Output): Promise<Iterable<string>> => {
    const { render: rendered } = await load<Format>(formats, output.format)
    const view = { ...surfaceOf(output, show, io), unicode: showsUnicode(io.env), allKeys: report.keys, rerun }
    return rendered(shown, { ...view, ...rowsOf(show) })
  }
  return writeOutputs(show.outputs, render, io, { partial })
}

const rowsOf = ({ columns, sort }: ShowOptions): Pick<View, 'columns' | 'sort'> => ({
  ...(columns.length > 0 ? { columns } : {}),
  ...(sort === null ? {} : { sort }),
})

/** People try the program with `npm start -- --demo` before they install it. The next command then starts the same way. */
function rerunOf(rerun: ShowOptions['rerun'], env: Io['env']): Rerun {
  const isByNpm = env['npm_lifecycle_event'] === 'start' && env['npm_package_name'] === 'kms-audit'
  return { ...rerun, program: isByNpm ? 'npm start --' : 'kms-audit' }
}

/** Of a key with tens of thousands of grants, those that decide. Every check has to be loaded to tell. */
async function withFewerGrants(report: Report): Promise<Report> {
  if (!report.keys.some(({ grants }) => (grants?.length ?? 0) > MANY)) return report
  const { withNotableGrants } = await import('../../checks/grants/notable-grants.ts')
  return withNotableGrants(report, await loadChecks(Object.keys(checks)))
}

/** Grants of one key, from where on a report holds only the notable ones. */
const MANY = 1000

/** `--severity`. The report says that milder findings are left out: they may be there all the same. */
function severe(report: Report, least: Severity | null): Report {
  const { findings, scope } = report
  const left = findings?.filter(each => isSevere(each, least))
  if (left === undefined || least === null || left.length === findings?.length) return report
  return withFindingIds({ ...report, scope: { ...scope, severity: least } }, left)
}

/**
 * `--only`: the rows of these keys, and the findings of these rows. A finding about an account belongs to no row, so it
 * is left out; summary and savings stay those of every key.
 */
function onlyKeys(report: Report, only: readonly DispositionFilter[]): Report {
  if (only.length === 0) return report
  const keys = report.keys.filter(key => only.some(filter => fits(key, filter)))
  const rows = new Set(keys.map(placeOf))
  const findings = report.findings?.filter(finding => rows.has(placeOf(finding)))
  return {
    ...report,
    scope: { ...report.scope, only: [...only] },
    keys,
    ...(findings === undefined ? {} : { findings }),
  }
}

/** What a report means for the exit code: `--fail-on` first, which says why, then what could not be read. */
export function exitOf(report: Report, { failOn, strict }: ShowOptions, say: Speaker): ExitCode {
  const { gaps } = report
  const gates = gatesOf(report, failOn)
  const open = gates.filter(({ matched }) => matched.length > 0)
  for (const gate of open) say.note(gateMatchText(gate, report))
  if (open.length > 0) return EXIT.findings
  if (isNoKeyDescribed(report)) {
    say.complain(undescribedKeysText(report))
    return EXIT.incomplete
  }
  const undecided = gates.map(gate => unevaluatedGateText(gate, report)).find(text => text !== null)
  if (undecided !== undefined) {
    say.complain(undecided)
    return EXIT.incomplete
  }
  for (const gate of gates) if (gate.undecided.length > 0) say.note(gateUndecidedText(gate, report))
  if (areAllTagsUnread(report)) {
    say.complain(unreadTagsText(report))
    return EXIT.incomplete
  }
  if (gaps.some(({ reason, account_id }) => reason === 'expired' && account_id !== '')) return EXIT.incomplete
  if (gaps.some(({ operation }) => operation === INTERNAL_ERROR)) return EXIT.incomplete
  return strict && gaps.some(({ reason }) => reason !== 'vanished') ? EXIT.incomplete : EXIT.ok
}
