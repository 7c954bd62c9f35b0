import { SEVERITIES } from '../../model/finding.ts'
import type { MessageData } from '../message/message-data.ts'
import { plainMessage } from '../message/plain-text.ts'
import type { ReportMessage } from '../message/report-message.ts'

/** The fields of a template. The guide lists them. */
export const TEMPLATE_FIELDS = [
  'title',
  'text',
  'source',
  'generated_at',
  'keys',
  'unused_keys',
  'unknown_keys',
  'monthly_cost',
  'monthly_savings',
  'annual_savings',
  ...SEVERITIES,
  'findings_unknown',
  'gaps',
  'changes',
] as const

export type TemplateField = (typeof TEMPLATE_FIELDS)[number]

/** Null: the number is not known. */
export type TemplateValues = Readonly<Record<TemplateField, string | number | null>>

/** Returns the values of the fields of a template. */
export const templateValues = (message: ReportMessage, data: MessageData): TemplateValues => ({
  title: message.title,
  text: plainMessage(message),
  source: data.source,
  generated_at: data.generated_at,
  keys: data.summary.keys,
  unused_keys: data.savings.unused_key_count,
  unknown_keys: data.summary.unknown,
  monthly_cost: data.savings.monthly_cost,
  monthly_savings: data.savings.monthly_savings,
  annual_savings: data.savings.annual_savings,
  critical: data.findings?.critical ?? null,
  high: data.findings?.high ?? null,
  medium: data.findings?.medium ?? null,
  low: data.findings?.low ?? null,
  info: data.findings?.info ?? null,
  findings_unknown: data.findings_unknown,
  gaps: data.gaps,
  changes: data.changes === null ? null : Object.values(data.changes).reduce((sum, count) => sum + count, 0),
})
