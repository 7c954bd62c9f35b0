/** Made of assessment.schema.json by `npm run golden`: do not edit. */
import type * as report from './report-by-schema.ts'
export type Scope = {
  places: (Place)[]
  checks: (string)[]
  check_details: { [name: string]: report.Check }
  severity?: report.Severity
}

export type Place = {
  account_id: string
  account_name: string | null
  region: report.Region
  partition: string
  status: "complete" | "partial" | "unreachable"
}
