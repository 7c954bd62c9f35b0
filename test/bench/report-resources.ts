import { writeSync } from 'node:fs'

/** Loaded before the program. Reports at its end, on a descriptor of its own, the memory and time that it used. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeSync(3, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }))
})
