import { readErrorText, writeErrorText } from '../../lib/files/file-errors.ts'
import { type LockHolder, SILENT_HOLDER } from '../../lib/files/file-lock.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { SECOND } from '../../model/time.ts'
import { addCommand } from './add-command.ts'
import { INDEX_VERSION } from './layout.ts'

/** The error for an index that the operating system does not let this run read. */
export const cannotRead = (folder: string, error: Error): AuditError =>
  new AuditError('failed', `Cannot read the index in ${folder}: ${readErrorText(error)}.`, {
    hint: 'Allow this user to read the directory and its files, or name another one with --trail-index.',
    cause: error,
  })

/** The error for an index that the operating system does not let this run write. */
export const cannotWrite = (folder: string, error: NodeJS.ErrnoException): AuditError =>
  new AuditError('failed', `Cannot write the index in ${folder}: ${writeErrorText(error)}.`, {
    hint: FULL.has(error.code ?? '')
      ? 'Free some space, or name another directory with --trail-index.'
      : 'Name a directory with --trail-index that this user can write to. Without --trail-archive, an audit only reads the index.',
    cause: error,
  })

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** The error for an index that something else changed. */
export const damagedIndex = (folder: string, why: string, cause?: unknown): AuditError =>
  new AuditError('failed', `The index in ${folder} is damaged: ${why}.`, {
    hint: 'Remove the directory. The next run with the archive builds the index again.',
    cause,
  })

/** The same, with the message of an error. */
export const damaged = (folder: string, error: unknown): AuditError =>
  damagedIndex(folder, (error as Error).message, error)

/** The error for a file in place of the directory of an index. */
export const notAFolder = (folder: string): AuditError =>
  new AuditError('usage', `Cannot read the index in ${folder}: it is not a directory.`, {
    hint: 'Name the directory of an index, or a new one, with --trail-index.',
  })

/** The error for a directory with files of another program. */
export const foreign = (folder: string): AuditError =>
  new AuditError('usage', `${folder} is not an index of kms-audit: it has other files.`, {
    hint: 'Name a new or empty directory with --trail-index.',
  })

/** The error for an index of another version of this program. */
export const otherVersion = (folder: string, version: unknown): AuditError =>
  new AuditError(
    'usage',
    `The index in ${folder} has format version ${JSON.stringify(version)}, but this version of kms-audit reads ${INDEX_VERSION}.`,
    { hint: 'Name another directory with --trail-index, or remove this one to build the index again.' },
  )

/** The error while another run writes the index. */
export function lockedIndex(folder: string, { pid, host }: LockHolder): AuditError {
  const who = pid === 0 ? '' : ` (process ${pid} on ${host})`
  return new AuditError('failed', `Another run of kms-audit${who} is writing the index in ${folder}.`, {
    hint: `Wait for it to finish. The lock of a killed run expires after ${SILENT_HOLDER / SECOND} s.`,
  })
}

/** The error if another run took the lock while this one wrote the index. */
export const lostLock = (folder: string): AuditError =>
  new AuditError('failed', `Another run of kms-audit has taken over the index in ${folder}.`, {
    hint: 'Run this command again when it has finished.',
  })

/**
 * The error for a directory without an index.
 *
 * @param trees the directories with log files that the user named, for the hint
 */
export const noIndex = (folder: string, trees: readonly string[]): AuditError =>
  new AuditError('usage', `No index found in ${folder}.`, {
    hint: `Build one with ${addCommand(trees.length === 0 ? ['DIR'] : trees, folder)}.`,
  })
