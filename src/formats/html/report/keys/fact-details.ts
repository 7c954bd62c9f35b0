import type { KeyRecord } from '../../../../model/report/report.ts'
import { externalCallerText, FOUND_BY, publicAccessText } from '../../../report-text/analyzer-text.ts'
import { type Detail, heading, line } from './detail.ts'
import { timeText } from './evidence-details.ts'
import { policyDetails } from './policy-details.ts'

/** The policy, rotation, grants and tags of a key, as far as the report has them. Says which it does not have. */
export function factDetails(key: KeyRecord): Detail[] {
  const details = [
    ...known('Key policy', key.key_policy, policyDetails),
    ...rotationDetails(key),
    ...known('Grants', key.grants, grants => grantDetails(grants, key.grants_total ?? grants.length)),
    ...known('Tags', key.tags, tags => [
      line('Tags', tags.length === 0 ? 'none' : tags.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).join(', ')),
    ]),
  ]
  details.push(...analyzerDetails(key))
  if (details.length > 0) return [heading('Policy and settings'), ...details]
  return [
    heading('Policy and settings'),
    line('Not read', 'The audit reads policies, rotation, grants and tags only for checks: add --checks.'),
  ]
}

/** A fact that was not asked for has no line; one that could not be read says so. */
function known<T>(label: string, fact: T | null | undefined, details: (fact: T) => Detail[]): Detail[] {
  if (fact === undefined) return []
  return fact === null ? [line(label, 'Unknown: it could not be read (see the gaps)')] : details(fact)
}

function rotationDetails({ key_rotation_enabled: enabled, rotation }: KeyRecord): Detail[] {
  if (enabled === undefined) return []
  if (enabled === null) return [line('Rotation', 'Unknown: it could not be read (see the gaps)')]
  const { period_in_days: days = null, next_rotation_date: next = null, rotations = null } = rotation ?? {}
  return [
    line(
      'Rotation',
      [
        enabled ? 'on' : 'off',
        ...(days === null ? [] : [`every ${days} days`]),
        ...(next === null ? [] : [`next ${timeText(next)}`]),
        ...(rotations === null || rotations.length === 0 ? [] : [`last ${timeText(rotations.at(-1)?.date ?? '')}`]),
      ].join(', '),
    ),
  ]
}

/** What IAM Access Analyzer says, beside the policy and the grants. */
function analyzerDetails({ external_access: access, public_access: open }: KeyRecord): Detail[] {
  return [
    ...known('Access from outside', access, ({ agreement, why, callers }) => [
      line('Access from outside', why ?? `kms-audit and IAM Access Analyzer ${agreement}`),
      ...callers.map(caller =>
        line(externalCallerText(caller), [FOUND_BY[caller.found_by], ...(caller.reason ?? [])].flat().join('. ')),
      ),
    ]),
    ...known('Public policy', open, found => [line('Public policy', publicAccessText(found))]),
  ]
}

function grantDetails(grants: NonNullable<KeyRecord['grants']>, total: number): Detail[] {
  if (total === 0) return [line('Grants', 'none')]
  const shown = grants.slice(0, GRANTS_SHOWN)
  return [
    ...shown.map(({ grantee_principal: grantee, operations, name }) =>
      line('Grant', `${grantee}: ${operations.join(', ')}${name === null ? '' : ` (${name})`}`),
    ),
    ...(total > shown.length ? [line('Grants', `${total} in all`)] : []),
  ]
}

const GRANTS_SHOWN = 5
