import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Loaded before the program. Reports at its end, on a descriptor of its own, the memory and time that it used. */
const report = () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeSync(3, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }))
}

// What a process used includes its threads, which load this as well.
if (isMainThread) process.on('exit', report)
