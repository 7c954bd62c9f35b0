import { processTable } from './lib/process/io.ts'
import type { AuditRequest, JudgeRequest, RenderRequest } from './library/requests.ts'
import type { Report } from './model/report/report.ts'

export { AuditError } from './lib/process/exit.ts'
export type { HttpRequest, HttpResponse, HttpWire } from './library/http-wire.ts'
export type {
  AuditRequest,
  CheckRequest,
  JudgeRequest,
  OpaRequest,
  OrganizationRequest,
  RenderRequest,
} from './library/requests.ts'
export type { ArchivesRequest } from './model/options/archives-request.ts'
export type { Finding, FindingStatus, Severity } from './model/finding.ts'
export type { GapReason } from './model/gap.ts'
export type {
  CostRecord,
  EvidenceRecord,
  GapRecord,
  GrantRecord,
  KeyRecord,
  PlaceRecord,
  Report,
  RotationRecord,
  Savings,
  Scope,
  Summary,
  TagRecord,
  TrailRecord,
  UsageRecord,
} from './model/report/report.ts'
export type { DispositionFilter, KeyFilter } from './model/options/show-options.ts'
export type { Disposition } from './model/usage.ts'

/**
 * Audits the KMS keys of one or more accounts and Regions, as `kms-audit` does, and returns the report of `-o json`.
 * With `checks`, the report also has findings. Reads credentials as the AWS CLI does. Changes nothing in AWS.
 *
 * @throws AuditError with `exit` 2 for a wrong option, and 3 if nothing could be read (no credentials, no network)
 */
export async function audit(request: AuditRequest = {}): Promise<Report> {
  const { runAudit } = await import('./library/run-audit.ts')
  return runAudit(request, { env: process.env, processes: processTable(process), now: Date.now })
}

/**
 * Judges a report by checks, and returns it with findings in place of those that it has. The default is every check or,
 * if an OPA server is given, no check. Facts that the report does not contain make the results `unknown`.
 *
 * @throws AuditError with `exit` 2 for a wrong option or mutelist
 */
export async function judge(report: Report, request: JudgeRequest = {}): Promise<Report> {
  const { judgeReport } = await import('./library/judge-report.ts')
  return judgeReport(report, request, process.env)
}

/**
 * Returns the text of a report in one of the formats of `--output`, as it would be written to a file.
 *
 * @throws AuditError with `exit` 2 for a wrong option
 */
export async function render(report: Report, request: RenderRequest = {}): Promise<string> {
  const { renderReport } = await import('./library/render-report.ts')
  return renderReport(report, request)
}

/**
 * Reads a report of `-o json`, also one of an earlier version.
 *
 * @param source the path of a file, or the parsed document
 * @throws AuditError with `exit` 2 if it is not a report, or of a newer schema version
 */
export async function readReport(source: string | object): Promise<Report> {
  const { parseReport, readSavedReport } = await import('./report/saved-report.ts')
  return typeof source === 'string' ? readSavedReport(source) : parseReport(source, 'The document')
}
