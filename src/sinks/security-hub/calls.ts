import type { AsffFinding } from '../../formats/asff/asff-finding.ts'

/**
 * Findings in one call, and bytes in it; the limit of one finding, 240 KB, is more than the format lets one have.
 * https://docs.aws.amazon.com/securityhub/latest/partnerguide/guidelines-batchimportfindings.html
 */
export const MOST = 100
export const LARGEST = 6_000_000

/** The findings in their order, as few calls as the limits allow. */
export function* callsOf(findings: Iterable<AsffFinding>): Generator<AsffFinding[]> {
  let call: AsffFinding[] = []
  let size = FRAME
  for (const finding of findings) {
    const more = Buffer.byteLength(JSON.stringify(finding)) + 1
    if (call.length === MOST || (call.length > 0 && size + more > LARGEST)) {
      yield call
      call = []
      size = FRAME
    }
    call.push(finding)
    size += more
  }
  if (call.length > 0) yield call
}

/** `{"Findings":[]}` */
const FRAME = 15
