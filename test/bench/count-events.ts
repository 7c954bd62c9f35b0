import { countEvents } from './cases/activity.ts'

countEvents()
// Kilobytes.
process.stdout.write(String(process.resourceUsage().maxRSS / 1024))
