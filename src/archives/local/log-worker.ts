import { parentPort, workerData } from 'node:worker_threads'
import { THREAD, type ThreadAnswer } from './log-thread.ts'
import { readLog } from './read-log.ts'
import type { TrailFile } from './trail-file.ts'

/** The thread of a `LogThread`, which is an entry of the bundle. It answers each file, in their order. */
function listen(port: NonNullable<typeof parentPort>): void {
  port.on('message', (file: TrailFile) => {
    const log = readLog(file)
    const answer: ThreadAnswer = log.read ? { read: true, reading: log.reading } : { read: false, why: log.why }
    port.postMessage(answer, [])
  })
  port.postMessage('ready' satisfies ThreadAnswer, [])
}

// The bundle may load this file for its other parts, also in a thread of another program.
if (parentPort !== null && workerData === THREAD) listen(parentPort)
