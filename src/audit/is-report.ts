import { isObject, type Json } from '../lib/json.ts'
import { SEVERITIES } from '../model/finding.ts'
import type { Report } from '../model/report.ts'

/**
 * Whether this is a report that somebody may have edited: everything is there, in its shape, that checks, formats and
 * sinks read without asking. There may be a million findings, so each is looked at once, and no copies are made.
 */
export function isReport(value: unknown): value is Report {
  if (!isObject(value) || value['schema_version'] !== 1) return false
  const { scope, summary, savings, gaps, keys, findings, generated_at: at } = value
  return (
    isScope(scope) &&
    isObject(summary) &&
    isObject(savings) &&
    isText(value['tool_version']) &&
    isText(at) &&
    TIME.test(at) &&
    !Number.isNaN(Date.parse(at)) &&
    isListOf(gaps, isGap) &&
    isListOf(keys, isKey) &&
    isLeftOutOr(findings, all => isListOf(all, isFinding))
  )
}

const isScope = (value: unknown): boolean =>
  isObject(value) &&
  isListOf(value['places'], place => hasTexts(place, 'account_id', 'status') && isRegion(place['region'])) &&
  isLeftOutOr(value['checks'], isTexts) &&
  isLeftOutOr(value['severity'], isSeverity) &&
  isLeftOutOr(value['check_details'], all => isObject(all) && Object.values(all).every(isDetail)) &&
  isLeftOutOr(value['trails'], all => isObject(all) && Object.values(all).every(isThere))

const isDetail = (value: unknown): boolean =>
  isObject(value) &&
  hasTexts(value, 'title', 'why') &&
  isSeverity(value['severity']) &&
  isListOf(value['controls'], control => hasTexts(control, 'framework', 'id'))

const isGap = (gap: Json): boolean =>
  hasTexts(gap, 'account_id', 'operation', 'reason', 'message') &&
  isTextOrNull(gap['region']) &&
  isTextOrNull(gap['key_id'])

function isKey(key: Json): boolean {
  const { region, aliases, cost, error, description, tags, findings } = key
  return (
    hasTexts(key, 'account_id', 'key_id', 'disposition') &&
    isRegion(region) &&
    isTexts(aliases) &&
    isObject(cost) &&
    isTextOrNull(error) &&
    isTextOrNull(description) &&
    isTexts(findings) &&
    isLeftOutOr(tags, all => all === null || isListOf(all, tag => hasTexts(tag, 'TagKey', 'TagValue')))
  )
}

function isFinding(finding: Json): boolean {
  const { severity, status, region, key_id: key, rule, muted } = finding
  return (
    hasTexts(finding, 'check', 'title', 'detail', 'remedy', 'account_id') &&
    isSeverity(severity) &&
    STATUSES.has(status) &&
    (region === null || isRegion(region)) &&
    isTextOrNull(key) &&
    isLeftOutOr(rule, isText) &&
    isLeftOutOr(muted, isMuted)
  )
}

const isMuted = (value: unknown): boolean =>
  isObject(value) &&
  (value['status'] === 'fail' || value['status'] === 'unknown') &&
  isText(value['reason']) &&
  isLeftOutOr(value['expires'], isTextOrNull)

/** `2026-11-20T14:30:22Z` */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const STATUSES: ReadonlySet<unknown> = new Set(['fail', 'unknown', 'pass', 'not_applicable', 'muted'])
const severities: ReadonlySet<unknown> = new Set(SEVERITIES)

const isSeverity = (value: unknown): boolean => severities.has(value)

/** It becomes part of a host name. */
const isRegion = (value: unknown): boolean => typeof value === 'string' && /^[a-z0-9-]+$/.test(value)

const isText = (value: unknown): value is string => typeof value === 'string'
const isThere = (value: unknown): boolean => typeof value === 'object' && value !== null
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

const isLeftOutOr = (value: unknown, fits: (value: unknown) => boolean): boolean => value === undefined || fits(value)

const isListOf = (value: unknown, fits: (item: Json) => boolean): boolean =>
  Array.isArray(value) && value.every(item => isObject(item) && fits(item))

const hasTexts = (value: Json, ...names: string[]): boolean => names.every(name => typeof value[name] === 'string')
