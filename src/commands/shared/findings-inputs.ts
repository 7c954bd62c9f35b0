import type { Check } from '../../checks/check.ts'
import { toBaseline, type Baseline } from '../../findings/baseline.ts'
import type { FindingsInputs } from '../../findings/with-findings.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { CheckOptions } from '../../model/options/options.ts'
import { readSavedReport } from '../../report/saved-report.ts'
import { readMutelistFile } from './assess/read-accepted.ts'

/**
 * Reads the files that findings depend on. They are read only if there will be findings: an environment variable may
 * name a mutelist for other runs.
 */
export async function readFindingsInputs(
  checks: readonly Check[],
  options: CheckOptions,
  heap: Heap,
  { hasFindings = false } = {},
): Promise<FindingsInputs> {
  const { opa, trustedAccounts, requiredTags, frameworks } = options
  const isUsed = hasFindings || checks.length > 0 || opa !== null
  return {
    checks,
    settings: { trustedAccounts, requiredTags },
    frameworks,
    opa,
    mutelist: isUsed && options.mutelist !== null ? await readMutelistFile(options.mutelist) : null,
    baseline: isUsed && options.baseline !== null ? await baselineIn(options.baseline, heap) : null,
  }
}

async function baselineIn(path: string, heap: Heap): Promise<Baseline> {
  heap.markAtOnce()
  return toBaseline(await readSavedReport(path), path)
}
