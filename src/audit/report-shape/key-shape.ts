import {
  fields,
  leftOutOr,
  listOf,
  number,
  object,
  oneOf,
  orNull,
  region,
  text,
  time,
  yesOrNo,
  type Shape,
} from './shapes.ts'

const precision = oneOf('second', 'minute', 'hour', 'day')

const evidence = fields({
  source: text,
  status: text,
  since: leftOutOr(time),
  until: leftOutOr(time),
  last_used_at: leftOutOr(time),
  precision: leftOutOr(precision),
  public_key_read_at: leftOutOr(time),
  refused_at: leftOutOr(time),
  refused_error: leftOutOr(text),
  refused_by: leftOutOr(text),
  disabled_at: leftOutOr(time),
  why: leftOutOr(text),
})

const usage = fields({
  status: oneOf('used', 'never', 'not_observed', 'unknown'),
  last_used_at: orNull(time),
  precision: orNull(precision),
  not_observed_since: orNull(time),
  operation: orNull(text),
  event_id: orNull(text),
  source: orNull(text),
  evidence: listOf(evidence),
})

const rotation = fields({
  period_in_days: orNull(number),
  next_rotation_date: orNull(time),
  rotations: orNull(listOf(fields({ date: time, type: text }))),
})

const grant = fields({
  grant_id: text,
  name: orNull(text),
  grantee_principal: text,
  retiring_principal: orNull(text),
  issuing_account: orNull(text),
  operations: listOf(text),
  constraints: orNull(object),
  created_at: orNull(time),
})

/** A key record: everything that formats, checks and prices read of it. */
export const keyShape: Shape = fields({
  account_id: text,
  region,
  key_id: text,
  key_arn: text,
  aliases: listOf(text),
  description: orNull(text),
  enabled: orNull(yesOrNo),
  key_state: orNull(text),
  key_manager: orNull(text),
  key_spec: orNull(text),
  key_usage: orNull(text),
  origin: orNull(text),
  created_at: orNull(time),
  deletion_date: orNull(time),
  multi_region: orNull(yesOrNo),
  multi_region_type: orNull(text),
  primary_key_arn: orNull(text),
  replica_keys: listOf(text),
  last_used: leftOutOr(text),
  disposition: oneOf('in_use', 'stale', 'never', 'silent', 'new', 'unknown'),
  usage: leftOutOr(usage),
  monthly_usage: leftOutOr(orNull(number)),
  cost: fields({ key: orNull(number), basis: oneOf('base', 'with_rotations'), requests: orNull(number) }),
  valid_to: leftOutOr(orNull(time)),
  key_rotation_enabled: leftOutOr(orNull(yesOrNo)),
  rotation: leftOutOr(orNull(rotation)),
  grants: leftOutOr(orNull(listOf(grant))),
  grants_total: leftOutOr(number),
  tags: leftOutOr(orNull(listOf(fields({ TagKey: text, TagValue: text })))),
  findings: listOf(text),
  findings_unknown: leftOutOr(listOf(text)),
  error: orNull(text),
})
