import { sampleId } from '../../../src/simulation/sample/sample-key.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { withAws } from '../simulated-aws.ts'
import { runProgram } from '../program.ts'

/** Returns the report of sixty keys. */
export async function auditedReport(): Promise<Report> {
  const args = ['--region', 'us-east-1', '--output', 'json']
  const { stdout } = await withAws('60-keys', 'off', ({ url }) =>
    runProgram({ url, args: [...args, '--max-rate', 'GetKeyLastUsage=100', '--max-rate', 'LookupEvents=100'] }),
  )
  return JSON.parse(stdout) as Report
}

/** Returns the report with so many keys of the same kinds, each with an ID of its own. */
export function withKeyCopies(report: Report, count: number): Report {
  const keys = Array.from({ length: count }, (_, number): KeyRecord => {
    const key = report.keys[number % report.keys.length] as KeyRecord
    const id = sampleId(`saved ${number}`)
    return { ...key, key_id: id, key_arn: key.key_arn.replace(key.key_id, id), aliases: [`alias/saved/${number}`] }
  })
  return { ...report, keys }
}
