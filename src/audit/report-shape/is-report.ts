import type { Report } from '../../model/report.ts'
import { keyShape } from './key-shape.ts'
import { scopeShape } from './scope-shape.ts'
import {
  fields,
  leftOutOr,
  listOf,
  number,
  oneOf,
  orNull,
  region,
  severity,
  text,
  time,
  yesOrNo,
  type Shape,
} from './shapes.ts'

const summary = fields({
  keys: number,
  in_use: number,
  stale: number,
  never: number,
  silent: number,
  new: number,
  unknown: number,
  pending_deletion: number,
  unreadable: number,
})

const savings = fields({
  monthly_cost: orNull(number),
  annual_cost: orNull(number),
  is_lower_bound: leftOutOr(yesOrNo),
  unused_key_count: number,
  monthly_savings: orNull(number),
  annual_savings: orNull(number),
})

const gap = fields({
  account_id: text,
  region: orNull(region),
  key_id: orNull(text),
  operation: text,
  reason: text,
  message: text,
})

const muted = fields({ status: oneOf('fail', 'unknown'), reason: text, expires: leftOutOr(orNull(text)) })

const finding = fields({
  check: text,
  severity,
  status: oneOf('fail', 'unknown', 'pass', 'not_applicable', 'muted'),
  account_id: text,
  region: orNull(region),
  key_id: orNull(text),
  rule: leftOutOr(text),
  title: text,
  detail: text,
  remedy: text,
  muted: leftOutOr(muted),
  is_new: leftOutOr(yesOrNo),
})

const report: Shape = fields({
  schema_version: oneOf(1),
  tool_version: text,
  generated_at: time,
  unused_days: number,
  request_days: leftOutOr(number),
  scope: scopeShape,
  summary,
  savings,
  gaps: listOf(gap),
  findings: leftOutOr(listOf(finding)),
  keys: listOf(keyShape),
})

/**
 * Whether this is a report that somebody may have edited: everything that the program reads without asking is there, in
 * its type. There may be a million findings, so each is looked at once, and no copies are made.
 */
export const isReport = (value: unknown): value is Report => report(value)
