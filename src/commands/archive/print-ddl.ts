import { athenaWords } from '../../archives/athena/athena-words.ts'
import { digestTableDdl, tableDdl } from '../../archives/athena/ddl/table-ddl.ts'
import { tablePolicy } from '../../archives/athena/ddl/table-policy.ts'
import { usageError } from '../../cli/settings.ts'
import { listedRegions } from '../../aws/session/sdk-regions.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { partitionOf } from '../../model/partition.ts'
import { type Instant, isoTime } from '../../model/time.ts'
import type { Host } from '../shared/host.ts'
import { writeOutputs } from '../shared/outputs.ts'
import { speaker } from '../shared/speaker.ts'
import type { DdlRequest } from './request.ts'

/**
 * Prints the statement that creates a table over the log files of a trail, or the policy to search it. Throws a usage
 * error if the first day of the table lies in the future.
 */
export async function printDdl(request: DdlRequest, host: Host): Promise<ExitCode> {
  const { access, outputs, prints, since } = request
  if (since !== null && since > host.now())
    throw usageError(
      `--trail-since ${isoTime(since).slice(0, 10)} is in the future.`,
      'Give the first day of the log files, such as 2021-06-01.',
    )
  const text = prints === 'policy' ? `${JSON.stringify(tablePolicy(access), null, 2)}\n` : statementOf(request, host)
  await writeOutputs(outputs, () => Promise.resolve([text]), host.io)
  if (prints === 'table') {
    const { database, table, digests } = access
    const say = speaker(request, host.io)
    const [statements, cost, read] =
      digests === null ? ['this statement', 'It costs', 'reads'] : ['each of these statements', 'They cost', 'read']
    say.note(`Run ${statements} in Athena, in the Region of the table. ${cost} nothing, and ${read} no log file.`)
    if (digests === null)
      say.note(
        `For a table of digest files as well, so that silence can count: --athena-digests ${database}.${table}_digests`,
      )
    const words = athenaWords({ ...access, isSecurityLake: false, maxBytes: null }, null)
    say.note(`Then see what a search costs: ${['kms-audit', ...words, '--estimate'].map(shellWord).join(' ')}`)
  }
  return EXIT.ok
}

function statementOf({ access, since }: DdlRequest, { now }: Host): string {
  const regions = listedRegions().filter(region => partitionOf(region) === access.partition)
  const table = { ...access, regions, since: since ?? threeYearsBefore(now()) }
  return access.digests === null ? tableDdl(table) : `${tableDdl(table)}\n${digestTableDdl(table, access.digests)}`
}

function threeYearsBefore(now: Instant): Instant {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear() - 3, date.getUTCMonth(), date.getUTCDate())
}
