import { sampleId } from '../../../src/simulation/sample/sample-key.ts'
import type { KeyRecord, Report } from '../../../src/model/report.ts'
import { withAws } from '../aws.ts'
import { runProgram } from '../program.ts'

/** What the program says of sixty keys. */
export async function auditedReport(): Promise<Report> {
  const args = ['--region', 'us-east-1', '--output', 'json']
  const { stdout } = await withAws('60-keys', 'off', ({ url }) =>
    runProgram({ url, args: [...args, '--max-rate', 'GetKeyLastUsage=100', '--max-rate', 'LookupEvents=100'] }),
  )
  return JSON.parse(stdout) as Report
}

/** The same kinds of keys over and over, each with an id of its own. */
export function grown(report: Report, count: number): Report {
  const keys = Array.from({ length: count }, (_, number): KeyRecord => {
    const key = report.keys[number % report.keys.length] as KeyRecord
    const id = sampleId(`saved ${number}`)
    return { ...key, key_id: id, key_arn: key.key_arn.replace(key.key_id, id), aliases: [`alias/saved/${number}`] }
  })
  return { ...report, keys }
}
