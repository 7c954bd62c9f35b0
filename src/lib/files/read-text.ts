import { readFile } from 'node:fs/promises'
import { decode } from './decode.ts'
import { AuditError } from '../process/exit.ts'
import { whyUnreadable } from './unreadable.ts'

/** Reads a file that the user named, in UTF-8 or UTF-16. One that cannot be read is wrong usage. */
export async function readText(path: string): Promise<string> {
  try {
    return decode(await readFile(path))
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${path}: ${whyUnreadable(error as Error)}.`, { cause: error })
  }
}
