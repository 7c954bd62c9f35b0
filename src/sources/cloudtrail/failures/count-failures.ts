import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import { errorOf, isOfKms, operationOf, parseRecord } from '../trail-record.ts'

/** Calls of one operation. */
interface OperationCount {
  calls: number
  failed: number
  errorCodes: Map<string, number>
}

/** Counts calls to KMS and their errors. */
export class FailureCount {
  calls = 0
  failed = 0
  notUnderstood = 0
  readonly operations = new Map<string, OperationCount>()

  add(event: Event): void {
    const record = parseRecord(event)
    if (record === null) {
      this.notUnderstood++
      return
    }
    const [ofKms, operation, error] = [isOfKms(record), operationOf(record), errorOf(record)]
    if (!ofKms.clear || !operation.clear || !error.clear) this.notUnderstood++
    else if (ofKms.value) this.#count(operation.value.operation, error.value === DRY_RUN_ERROR ? null : error.value)
  }

  #count(name: string, error: string | null): void {
    const known = this.operations.get(name) ?? { calls: 0, failed: 0, errorCodes: new Map<string, number>() }
    this.operations.set(name, known)
    this.calls++
    known.calls++
    if (error === null) return
    this.failed++
    known.failed++
    known.errorCodes.set(error, (known.errorCodes.get(error) ?? 0) + 1)
  }
}
