import { readFile } from 'node:fs/promises'
import { decodeText } from './decode-text.ts'
import { AuditError } from '../process/exit.ts'
import { readErrorText } from './file-errors.ts'

/** Reads a file that the user named, in UTF-8 or UTF-16. A file that cannot be read is wrong usage. */
export async function readText(path: string): Promise<string> {
  try {
    return decodeText(await readFile(path))
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${path}: ${readErrorText(error as Error)}.`, { cause: error })
  }
}
