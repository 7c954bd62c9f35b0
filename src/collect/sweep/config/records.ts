import { isObject, type Json } from '../../../lib/json.ts'
import type { NamedDependent } from '../../../dependents/load-dependents.ts'
import { isoTime } from '../../../model/time.ts'
import type { KeyReference } from '../../../model/sweep.ts'
import { dependentRecord } from '../dependent-record.ts'
import { typeOfRecord } from './expressions.ts'

/** A reference that AWS Config has recorded, with the place of the resource. */
export interface RecordedReference extends KeyReference {
  account: string
  region: string
}

/** The references in one record. One that names no place, resource or known type has none. */
export function referencesIn(record: Json, property: string, types: readonly NamedDependent[]): RecordedReference[] {
  const { accountId, awsRegion, resourceType, resourceId, resourceName, arn, configuration } = record
  const found = typeOfRecord(types, textOf(resourceType), property)
  if (found === null || textOf(accountId) === '' || textOf(awsRegion) === '') return []
  const { type, config } = found
  const dependent = {
    ...dependentRecord(type, {
      id: textOf(resourceName) || textOf(resourceId),
      arn: textOf(arn) || undefined,
      foundBy: 'config',
      ...(config.role !== undefined && { role: config.role }),
    }),
    ...recordedAt(record['configurationItemCaptureTime']),
  }
  return valuesAt(configuration, property.split('.')).map(key => ({
    key,
    dependent,
    account: textOf(accountId),
    region: textOf(awsRegion),
  }))
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function recordedAt(value: unknown): { recorded_at?: string } {
  const at = Date.parse(textOf(value))
  return Number.isNaN(at) ? {} : { recorded_at: isoTime(at) }
}

/** The texts at a path, in every item of the lists on the way. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => valuesAt(each, path))
  const [first, ...rest] = path
  if (first === undefined) return typeof value === 'string' && value !== '' ? [value] : []
  return isObject(value) ? valuesAt(value[first], rest) : []
}
