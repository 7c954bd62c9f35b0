import { readFile } from 'node:fs/promises'
import { AuditError } from './exit.ts'

/** A file that the user has named: what cannot be read is wrong usage. */
export async function readText(path: string): Promise<string> {
  try {
    // Not by an encoding: decoding piece by piece takes several times as long.
    return (await readFile(path)).toString('utf8')
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${path}: ${(error as Error).message}.`, { cause: error })
  }
}
