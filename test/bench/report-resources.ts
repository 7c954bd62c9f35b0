import { writeSync } from 'node:fs'

/** Loaded before the program: tells on its end, on a descriptor of its own, what it took of the machine. */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  writeSync(3, JSON.stringify({ peak: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }))
})
