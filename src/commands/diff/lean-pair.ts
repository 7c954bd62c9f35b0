import type { EvidenceRecord, KeyRecord } from '../../model/report/report.ts'

/** Only the verdict over the evidence is compared, and the evidence is most of a report. */
export function withoutEvidence(key: KeyRecord): KeyRecord {
  // A copy of each key would take as long as reading it.
  if (key.usage !== undefined) key.usage.evidence = NO_EVIDENCE
  return key
}

const NO_EVIDENCE: EvidenceRecord[] = []
