import type { Answer } from '../../aws/answers/answer.ts'
import type { KeySums } from '../../aws/cloudwatch/key-metrics.ts'
import type { AuditedKey } from '../../report/audited-key.ts'

/** A key whose request counts are not settled yet, because that needs the evidence of all keys of the place. */
export interface UnsettledKey extends AuditedKey {
  sums?: Answer<KeySums>
}
