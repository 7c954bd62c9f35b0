import type { Finding } from '../../model/finding.ts'
import { StreamedList } from './json-writer.ts'
import { toSafeJson } from '../../lib/text/safe-json.ts'

/** The findings of a document, each on one line that begins without spaces, so that `grep` finds whole findings. */
export const findingLines = (
  findings: readonly Finding[],
  toValue: (finding: Finding) => unknown,
): StreamedList<Finding> => new StreamedList(findings, finding => toSafeJson(toValue(finding)), { isFlushLeft: true })
