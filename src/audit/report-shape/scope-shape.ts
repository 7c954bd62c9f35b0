import {
  fields,
  leftOutOr,
  listOf,
  mapOf,
  number,
  oneOf,
  orNull,
  region,
  severity,
  text,
  yesOrNo,
  type Shape,
} from './shapes.ts'

const place = fields({
  account_id: text,
  account_name: leftOutOr(orNull(text)),
  region,
  status: oneOf('complete', 'partial', 'unreachable'),
  keys: number,
})

const check = fields({
  title: text,
  severity,
  why: text,
  controls: listOf(fields({ framework: text, id: text })),
})

const trail = fields({
  name: text,
  arn: text,
  home_region: text,
  multi_region: yesOrNo,
  organization: yesOrNo,
  logging: orNull(yesOrNo),
  hides_kms: orNull(listOf(text)),
})

const byRegion = mapOf(orNull(listOf(trail)))
/** Older reports hold one list for an account, which names no Region. */
const trailsOfAccount: Shape = value => byRegion(value) || listOf(trail)(value)

/** What an audit was asked for, and what was read of whole accounts. */
export const scopeShape: Shape = fields({
  manager: oneOf('customer', 'aws', 'all'),
  keys: leftOutOr(listOf(text)),
  sources: listOf(text),
  places: listOf(place),
  checks: leftOutOr(listOf(text)),
  severity: leftOutOr(severity),
  only: leftOutOr(listOf(text)),
  check_details: leftOutOr(mapOf(check)),
  organization: leftOutOr(orNull(fields({ id: text, accounts: listOf(text) }))),
  trails: leftOutOr(mapOf(trailsOfAccount)),
})
