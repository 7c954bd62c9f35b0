import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { Assessment } from '../../model/assessments/assessment.ts'
import type { Registry } from '../../lib/registry.ts'
import type { Format } from '../format.ts'
import { formats } from '../index.ts'

/**
 * Returns the formats of an assessment: those of its own, JSON, and the formats of findings. The first of its own is the
 * default.
 */
export const assessmentFormats = <A extends Assessment, Own extends Registry<Format<A>>>(
  own: Own,
): Own & Registry<Format<A>> => ({
  ...own,
  json: () => import('./json.ts'),
  sarif: () => ofFindings<A>('sarif'),
  ocsf: () => ofFindings<A>('ocsf'),
  asff: () => ofFindings<A>('asff'),
})

/** Adapts a format of the findings of a report. */
async function ofFindings<A extends Assessment>(id: 'sarif' | 'ocsf' | 'asff'): Promise<{ default: Format<A> }> {
  const { title, render } = (await formats[id]()).default
  return { default: { title, render: (whole, view) => render(findingsReport(whole), view) } }
}
