import { AuditError } from '../../lib/process/exit.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import { INTERNAL_ERROR } from '../../model/gap.ts'

/** The place of the work in which a bug occurred. */
interface BugPlace {
  account: string
  /** Null for work about a whole account. */
  region: string | null
  keyId: string | null
}

/**
 * Does a part of the work. A bug in it ends this part, not the run: a gap says where it happened, and `fallback` is the
 * result. An `AuditError`, which is meant for the user, is thrown again.
 */
export async function catchBugs<T>(
  gaps: GapLog,
  bugPlace: BugPlace,
  work: () => Promise<T>,
  fallback: () => T,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AuditError) throw error
    gaps.add({ ...bugPlace, operation: INTERNAL_ERROR, reason: 'partial', message: messageOf(error) })
    return fallback()
  }
}

/** `internal error: TypeError: x is not a function (at f (file.js:1:2)). …` */
function messageOf(error: unknown): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const frame = /^ +(at .*)$/m.exec(stack)?.[1]
  const where = frame === undefined ? '' : ` (${frame})`
  return `internal error: ${name}: ${message}${where}. This is a bug in kms-audit. Please report it with this message.`
}
