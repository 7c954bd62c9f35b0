import { readFile } from 'node:fs/promises'
import { decodeText } from './decode-text.ts'
import { AuditError } from '../process/exit.ts'
import { readErrorText } from './file-errors.ts'

/**
 * Reads a file that the user named, in UTF-8 or UTF-16. A file that cannot be read is wrong usage.
 *
 * @param name names the file in the error
 */
export async function readText(path: string, name = path): Promise<string> {
  try {
    return decodeText(await readFile(path))
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${name}: ${readErrorText(error as Error)}.`, { cause: error })
  }
}
