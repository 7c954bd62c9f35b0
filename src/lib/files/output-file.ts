import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { AuditError } from '../process/exit.ts'
import { Draft } from './output-draft.ts'
import { isSystemError, reasonOf } from './output-error.ts'
import { targetOf, tryToWrite, type Target } from './output-target.ts'
import { joined, type Chunks } from './output.ts'

/**
 * Before a long run: throws an `AuditError` of wrong usage if the report could not be written there afterwards. Returns
 * the path of the file with symbolic links followed: two names of one file give the same path.
 */
export async function checkWritable(path: string): Promise<string> {
  return telling('usage', path, async () => {
    const target = await fileTarget(path)
    await tryToWrite(target)
    if (target.kind !== 'stream') await (await Draft.beside(target.path)).discard()
    return target.path
  })
}

/**
 * Writes a report: as a file it appears whole or not at all, and until then the old one stays. Of a run that was cut
 * short the result goes to `FILE.partial` instead. The answer is the path written.
 */
export async function writeOutputFile(path: string, chunks: Chunks, { partial = false } = {}): Promise<string> {
  return telling('failed', path, async () => {
    const asked = await fileTarget(path)
    if (asked.kind === 'stream') return writeStream(asked.path, chunks)
    const written = partial ? `${path}.partial` : path
    const target = partial ? await fileTarget(written) : asked
    // A new FILE.partial is no more readable than FILE is.
    await replaceFile(target, chunks, target.kind === 'new' ? asked : target)
    return written
  })
}

type FileTarget = Exclude<Target, { kind: 'folder' }>

async function fileTarget(path: string): Promise<FileTarget> {
  const target = await targetOf(path)
  if (target.kind === 'folder') throw new AuditError('usage', `Cannot write to ${path}: it is a directory.`)
  return target
}

/** A reader that leaves early is no error. */
async function writeStream(path: string, chunks: Chunks): Promise<string> {
  const handle = await open(path, constants.O_WRONLY | constants.O_APPEND)
  try {
    await pipeline(joined(chunks), handle.createWriteStream())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
  return path
}

/** @param model an existing file has the owner and mode that the result gets; else the umask decides */
async function replaceFile(target: FileTarget, chunks: Chunks, model: FileTarget): Promise<void> {
  const draft = await Draft.beside(target.path, { resembles: model.kind === 'file' })
  try {
    if (model.kind === 'file') await draft.resemble(model)
    await draft.fill(chunks)
    await draft.become(target.path)
  } catch (error) {
    await draft.discard()
    throw error
  }
}

/** Errors of the file system become a line for people; everything else passes. */
async function telling<T>(exit: 'usage' | 'failed', path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new AuditError(exit, `Cannot write to ${path}: ${reasonOf(error)}.`, { cause: error })
  }
}
