import { parentPort, workerData } from 'node:worker_threads'
import { THREAD, type ThreadAnswer } from './log-thread.ts'
import { readFile } from './read-file.ts'
import type { TrailFile } from './trail-file.ts'

/** The thread of a `LogThread`, which is an entry of the bundle. It answers each batch of files, in their order. */
function listen(port: NonNullable<typeof parentPort>): void {
  port.on('message', (files: readonly TrailFile[]) => {
    port.postMessage(files.map(readFile) satisfies ThreadAnswer, [])
  })
  port.postMessage('ready' satisfies ThreadAnswer, [])
}

// The bundle may load this file for its other parts, also in a thread of another program.
if (parentPort !== null && workerData === THREAD) listen(parentPort)
