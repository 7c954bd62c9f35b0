import type { Check } from '../../checks/check.ts'
import { checks as registry } from '../../checks/index.ts'
import { toBaseline, type Baseline } from '../../findings/baseline.ts'
import type { Mutelist } from '../../findings/mutelist.ts'
import type { FindingsInputs } from '../../findings/with-findings.ts'
import { readText } from '../../lib/files/read-text.ts'
import type { Heap } from '../../lib/process/heap.ts'
import { OPA_CHECK } from '../../model/opa.ts'
import type { CheckOptions } from '../../model/options/options.ts'
import { readSavedReport } from '../../report/saved-report.ts'

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
    mutelist: isUsed && options.mutelist !== null ? await mutelistIn(options.mutelist) : null,
    baseline: isUsed && options.baseline !== null ? await baselineIn(options.baseline, heap) : null,
  }
}

async function mutelistIn(path: string): Promise<Mutelist> {
  const text = await readText(path)
  const { readMutelist } = await import('../../findings/read-mutelist.ts')
  return readMutelist(text, [...Object.keys(registry), OPA_CHECK], path)
}

async function baselineIn(path: string, heap: Heap): Promise<Baseline> {
  heap.markAtOnce()
  return toBaseline(await readSavedReport(path), path)
}
