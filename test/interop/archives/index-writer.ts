import { openLocalEngine } from '../../../src/archives/index-store/local-engine.ts'

/** Reads an archive into an index, in small batches, as the process that a test kills. */
const [tree = '', index = '', files = '3'] = process.argv.slice(2)
const engine = await openLocalEngine({
  trees: [tree],
  index,
  processes: { pid: process.pid, isAlive },
  now: Date.now(),
  signal: new AbortController().signal,
  batch: { files: Number(files), milliseconds: 60_000 },
  threads: 0,
})
await engine.close()

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
