import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { AuditError } from '../process/exit.ts'
import { TempFile } from './temp-file.ts'
import { isSystemError, writeErrorText } from './file-errors.ts'
import { resolveOutputTarget, tryToWrite, type OutputTarget } from './output-target.ts'
import { joinChunks, type Chunks } from './chunks.ts'

/**
 * Checks before a long run that the report can be written, else throws an `AuditError` of wrong usage. Returns the path
 * with symbolic links followed, so that two names of one file give the same path.
 */
export async function checkWritable(path: string): Promise<string> {
  return withReadableErrors('usage', path, async () => {
    const target = await resolveWritableTarget(path)
    await tryToWrite(target)
    if (target.kind !== 'stream') await (await TempFile.beside(target.path)).discard()
    return target.path
  })
}

/**
 * Writes a report and returns the path written. A file appears complete or not at all, and until then the old one
 * stays. The result of an interrupted run goes to `FILE.partial`.
 */
export async function writeOutputFile(path: string, chunks: Chunks, { partial = false } = {}): Promise<string> {
  return withReadableErrors('failed', path, async () => {
    const asked = await resolveWritableTarget(path)
    if (asked.kind === 'stream') return writeStream(asked.path, chunks)
    const written = partial ? `${path}.partial` : path
    const target = partial ? await resolveWritableTarget(written) : asked
    // A new FILE.partial is readable for the same users as FILE.
    await replaceFile(target, chunks, target.kind === 'new' ? asked : target)
    return written
  })
}

type WritableTarget = Exclude<OutputTarget, { kind: 'folder' }>

async function resolveWritableTarget(path: string): Promise<WritableTarget> {
  const target = await resolveOutputTarget(path)
  if (target.kind === 'folder') throw new AuditError('usage', `Cannot write to ${path}: it is a directory.`)
  return target
}

/** Writes to a device or pipe. A reader that leaves early is not an error. */
async function writeStream(path: string, chunks: Chunks): Promise<string> {
  const handle = await open(path, constants.O_WRONLY | constants.O_APPEND)
  try {
    await pipeline(joinChunks(chunks), handle.createWriteStream())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
  return path
}

/** @param model an existing file whose owner and mode the result gets; for a new file the umask decides */
async function replaceFile(target: WritableTarget, chunks: Chunks, model: WritableTarget): Promise<void> {
  const draft = await TempFile.beside(target.path, { resembles: model.kind === 'file' })
  try {
    if (model.kind === 'file') await draft.copyOwnerAndMode(model)
    await draft.write(chunks)
    await draft.renameTo(target.path)
  } catch (error) {
    await draft.discard()
    throw error
  }
}

/** Turns errors of the file system into a line for the user, and passes all others on. */
async function withReadableErrors<T>(exit: 'usage' | 'failed', path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new AuditError(exit, `Cannot write to ${path}: ${writeErrorText(error)}.`, { cause: error })
  }
}
