import type { AsffFinding } from '../../formats/asff/asff-finding.ts'

/**
 * Limits of one call: findings, and bytes. A single finding has a limit of 240 KB, which the format never reaches.
 * https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
 */
const MAX_FINDINGS = 100
const MAX_BYTES = 6_000_000

/** Packs findings, in their order, into as few calls as the limits allow. */
export function* batchesOf(findings: Iterable<AsffFinding>): Generator<AsffFinding[]> {
  let batch: AsffFinding[] = []
  let size = FRAME_BYTES
  for (const finding of findings) {
    const added = Buffer.byteLength(JSON.stringify(finding)) + 1
    if (batch.length === MAX_FINDINGS || (batch.length > 0 && size + added > MAX_BYTES)) {
      yield batch
      batch = []
      size = FRAME_BYTES
    }
    batch.push(finding)
    size += added
  }
  if (batch.length > 0) yield batch
}

/** `{"Findings":[]}` */
const FRAME_BYTES = 15
