import type { ResourceNames } from '../../dependents/dependent.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import type { ArchivedContext } from '../../model/archive/archive-question.ts'
import { SERVICE_GRANT, type DependentRecord, type FoundBy } from '../../model/dependents.ts'
import type { GrantRecord } from '../../model/report/key-facts.ts'
import type { LastUserRecord } from '../../model/report/activity.ts'
import { dependentRecord } from './dependent-record.ts'

/** Principals of AWS services, and roles that only an AWS service can assume. */
const SERVICE = /\.amazonaws\.com(\.cn)?$|:role\/aws-service-role\/|:assumed-role\/AWSServiceRoleFor|:role\/aws:/

/**
 * The resources that grants name. A grant for an AWS service is a dependent even if it names no known resource: the
 * service holds it to use the key later.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export const resourcesOfGrants = (
  grants: readonly GrantRecord[],
  types: readonly NamedDependent[],
): DependentRecord[] => grants.flatMap(grant => resourceOfGrant(grant, types) ?? [])

function resourceOfGrant(grant: GrantRecord, types: readonly NamedDependent[]): DependentRecord | null {
  const { source_arn: arn, encryption_context_equals, encryption_context_subset } = grant.constraints ?? {}
  const context = { ...encryption_context_subset, ...encryption_context_equals }
  const named = (arn === undefined ? null : byArn(arn, types, 'grant')) ?? byContext(context, types, 'grant')
  if (named !== null) return named
  if (!SERVICE.test(grant.grantee_principal)) return null
  return unknownRecord(SERVICE_GRANT.id, arn ?? grant.grantee_principal, arn ?? null)
}

/** The resource that the encryption context of the last use names. Null: it names none of a known type. */
export function resourceOfLastUse(
  { status, encryption_context: context }: LastUserRecord,
  types: readonly NamedDependent[],
): DependentRecord | null {
  return status === 'known' && context ? byContext(context, types, 'cloudtrail') : null
}

/**
 * The resources that encryption contexts in archived log files name, each with the last day. What has no known type is
 * left out.
 */
export function dataOfContexts(
  contexts: readonly ArchivedContext[],
  types: readonly NamedDependent[],
): { record: DependentRecord; singular: string; day: string }[] {
  const names = new Map(types.map(({ id, dependent }) => [id, dependent.singular]))
  return contexts.flatMap(({ context, day }) => {
    const record = byContext(context, types, 'cloudtrail')
    return record === null ? [] : [{ record, singular: names.get(record.type) ?? record.type, day }]
  })
}

function byContext(
  context: Readonly<Record<string, string>>,
  types: readonly NamedDependent[],
  foundBy: FoundBy,
): DependentRecord | null {
  for (const type of types) {
    const { namedBy = {} } = type.dependent
    const value = namedBy.context === undefined ? undefined : context[namedBy.context]
    const id = value === undefined ? undefined : idIn(value, namedBy)
    if (value !== undefined && id !== undefined)
      return recordOf(type, id, value.startsWith('arn:') ? value : null, foundBy)
  }
  return null
}

/** The id of a resource of the type that a value of a context names. Undefined: it names one of another type. */
function idIn(value: string, { arn, contextId }: ResourceNames): string | undefined {
  if (value.startsWith('arn:')) return arn === undefined ? value : arn.exec(withoutPartition(value))?.[1]
  return contextId === undefined || contextId.test(value) ? value : undefined
}

function byArn(arn: string, types: readonly NamedDependent[], foundBy: FoundBy): DependentRecord | null {
  for (const type of types) {
    const id = type.dependent.namedBy?.arn?.exec(withoutPartition(arn))?.[1]
    if (id !== undefined) return recordOf(type, id, arn, foundBy)
  }
  return null
}

const withoutPartition = (arn: string): string => arn.replace(/^arn:[^:]*:/, '')

const recordOf = (type: NamedDependent, id: string, arn: string | null, foundBy: FoundBy): DependentRecord =>
  dependentRecord(type, { id, arn: arn ?? undefined, foundBy })

const unknownRecord = (type: string, id: string, arn: string | null): DependentRecord => ({
  type,
  id,
  arn,
  found_by: ['grant'],
  when_unusable: 'unknown',
  consequence: 'the service can no longer use the key',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: false,
  role: null,
})
