import { tableDdl } from '../../archives/athena/ddl/table-ddl.ts'
import { tablePolicy } from '../../archives/athena/ddl/table-policy.ts'
import { listedRegions } from '../../aws/session/sdk-regions.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Instant } from '../../model/time.ts'
import type { Host } from '../shared/host.ts'
import { writeOutputs } from '../shared/outputs.ts'
import { speaker } from '../shared/speaker.ts'
import type { DdlRequest } from './request.ts'

/** Prints the statement that creates a table over the log files of a trail, or the policy to search it. */
export async function printDdl(request: DdlRequest, host: Host): Promise<ExitCode> {
  const { access, outputs, prints } = request
  const text = prints === 'policy' ? `${JSON.stringify(tablePolicy(access), null, 2)}\n` : statementOf(request, host)
  await writeOutputs(outputs, () => Promise.resolve([text]), host.io)
  if (prints === 'table') {
    const name = `${access.database}.${access.table}${access.region === null ? '' : `@${access.region}`}`
    const say = speaker(request, host.io)
    say.note('Run this statement in Athena, in the Region of the table. It costs nothing, and reads no log file.')
    say.note(`Then see what a search costs: kms-audit --athena ${name} --estimate`)
  }
  return EXIT.ok
}

function statementOf({ access, since }: DdlRequest, { now }: Host): string {
  const regions = listedRegions().filter(region => partitionOf(region) === access.partition)
  return tableDdl({ ...access, regions, since: since ?? threeYearsBefore(now()) })
}

function threeYearsBefore(now: Instant): Instant {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear() - 3, date.getUTCMonth(), date.getUTCDate())
}
