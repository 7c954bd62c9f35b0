import { checks } from '../../../checks/index.ts'
import { assessmentCheckIds } from '../../../checks/assessments.ts'
import type { Accepted } from '../../../findings/assessments/with-accepted.ts'
import { type Baseline, toBaseline } from '../../../findings/baseline.ts'
import type { Mutelist } from '../../../findings/mutelist.ts'
import { readJson } from '../../../lib/files/read-json.ts'
import { readText } from '../../../lib/files/read-text.ts'
import { findingsReport } from '../../../model/assessments/findings-report.ts'
import type { AssessmentKind } from '../../../model/assessments/assessment.ts'
import { requireKind } from '../../../report/saved-assessment.ts'
import { OPA_CHECK } from '../../../model/opa.ts'

/**
 * Reads the files that say which findings are accepted or known, before a long run.
 *
 * @param kind of the findings: a baseline of another kind knows none of them
 */
export const readAccepted = async (
  paths: { mutelist: string | null; baseline: string | null },
  kind: AssessmentKind,
): Promise<Accepted> => ({
  mutelist: paths.mutelist === null ? null : await readMutelistFile(paths.mutelist),
  baseline: paths.baseline === null ? null : await readBaselineFile(paths.baseline, kind),
})

/** Reads a mutelist, which may name the checks of every command. */
export async function readMutelistFile(path: string): Promise<Mutelist> {
  const text = await readText(path)
  const { readMutelist } = await import('../../../findings/read-mutelist.ts')
  return readMutelist(text, [...Object.keys(checks), OPA_CHECK, ...assessmentCheckIds()], path)
}

/** Reads an earlier result of the command. */
async function readBaselineFile(path: string, kind: AssessmentKind): Promise<Baseline> {
  const value = await readJson(path, `Create one with kms-audit ${kind} -o json.`)
  return toBaseline(findingsReport(await requireKind(value, kind, path)), path)
}
