import { checks } from '../../../checks/index.ts'
import { assessmentCheckIds } from '../../../checks/assessments.ts'
import type { Accepted } from '../../../findings/assessments/with-accepted.ts'
import { type Baseline, toBaseline } from '../../../findings/baseline.ts'
import type { Mutelist } from '../../../findings/mutelist.ts'
import { readJson } from '../../../lib/files/read-json.ts'
import { readText } from '../../../lib/files/read-text.ts'
import { findingsReport } from '../../../model/assessments/findings-report.ts'
import { kindOfDocument, parseAssessment } from '../../../report/saved-assessment.ts'
import { parseReport } from '../../../report/saved-report.ts'
import { OPA_CHECK } from '../../../model/opa.ts'

/** Reads the files that say which findings are accepted or known, before a long run. */
export const readAccepted = async (paths: { mutelist: string | null; baseline: string | null }): Promise<Accepted> => ({
  mutelist: paths.mutelist === null ? null : await readMutelistFile(paths.mutelist),
  baseline: paths.baseline === null ? null : await readBaselineFile(paths.baseline),
})

/** Reads a mutelist, which may name the checks of every command. */
export async function readMutelistFile(path: string): Promise<Mutelist> {
  const text = await readText(path)
  const { readMutelist } = await import('../../../findings/read-mutelist.ts')
  return readMutelist(text, [...Object.keys(checks), OPA_CHECK, ...assessmentCheckIds()], path)
}

/** Reads an earlier report of an audit, or an earlier result of a command with findings. */
async function readBaselineFile(path: string): Promise<Baseline> {
  const value = await readJson(path, 'Create one with -o json.')
  const kind = kindOfDocument(value)
  const report =
    kind === null ? await parseReport(value, path) : findingsReport(await parseAssessment(value, kind, path))
  return toBaseline(report, path)
}
