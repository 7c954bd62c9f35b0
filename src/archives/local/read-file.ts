import { readDigestAt } from '../digests/read-digest-file.ts'
import { readLog } from './read-log.ts'
import type { FileReading, TrailFile } from './trail-file.ts'

/** Reads a log or digest file, in this thread. Never throws. */
export const readFile = (file: TrailFile): FileReading => (file.kind === 'log' ? readLog(file) : readDigestAt(file))
