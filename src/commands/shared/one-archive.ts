import { usageError } from '../../cli/settings.ts'

/** The values of the options that name archives. */
export interface NamedArchives {
  trailArchive: readonly string[]
  trailIndex: string | null
  athena: unknown
  securityLake: unknown
  lake: unknown
  cloudwatchLogs: unknown
}

/** Returns the option that names the archive; null: none does. Throws a usage error if several do. */
export function oneArchive({
  trailArchive,
  trailIndex,
  athena,
  securityLake,
  lake,
  cloudwatchLogs,
}: NamedArchives): string | null {
  const flags = [
    ...(trailArchive.length > 0 ? ['--trail-archive'] : trailIndex === null ? [] : ['--trail-index']),
    ...(athena === null ? [] : ['--athena']),
    ...(securityLake === null ? [] : ['--security-lake']),
    ...(lake === null ? [] : ['--lake']),
    ...(cloudwatchLogs === null ? [] : ['--cloudwatch-logs']),
  ]
  const [first = null, second] = flags
  if (second === undefined) return first
  throw usageError(`${first} and ${second} name two archives, but calls are read from one.`, 'Leave one of them out.')
}
