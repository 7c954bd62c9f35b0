import { writeSync } from 'node:fs'

/** Loaded before the program: tells on its end, on a descriptor of its own, how much memory it took at most. */
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
