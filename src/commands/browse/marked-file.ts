import { stat } from 'node:fs/promises'
import { createWhole } from '../../lib/files/whole-file.ts'
import { isSystemError, writeErrorText } from '../../lib/files/file-errors.ts'
import { checkWritable } from '../../lib/files/output-file.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { countNoun } from '../../lib/text/numbers.ts'

/** Before a report is made: throws an `AuditError` if the file exists already, or cannot be created. */
export async function checkNew(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found !== null)
    throw new AuditError('usage', `${path} exists already, and --marked does not replace a file.`, {
      hint: 'Give another name, or remove the file first.',
    })
  await checkWritable(path)
}

/** Writes one ARN a line to a new file. It appears complete or not at all, and never replaces another. */
export function writeMarked(path: string, arns: readonly string[]): { isWritten: boolean; message: string } {
  try {
    const isWritten = createWhole(path, arns.map(arn => `${arn}\n`).join(''))
    if (!isWritten) return { isWritten, message: `${path} exists already. Nothing was written.` }
    return { isWritten, message: `Wrote ${countNoun(arns.length, 'ARN')} to ${path}.` }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { isWritten: false, message: `Cannot write to ${path}: ${writeErrorText(error)}.` }
  }
}
