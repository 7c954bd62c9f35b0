import type { ConfigProperty } from '../../../dependents/dependent.ts'
import type { NamedDependent } from '../../../dependents/load-dependents.ts'

/**
 * How the names of keys begin in the records: ARNs, aliases, and ids of multi-Region keys. AWS Config has no test for a
 * missing value and compares only beginnings of at least three characters, so a bare id of another key is not found.
 * https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html
 */
const BEGINNINGS = ['arn', 'ali', 'mrk'] as const

/** The queries that find all references of these types: one for each spelling of the property and each beginning. */
export function expressionsFor(types: readonly NamedDependent[]): { property: string; expression: string }[] {
  const properties = new Set(types.flatMap(({ dependent }) => (dependent.config ?? []).map(each => each.property)))
  return [...properties].flatMap(property =>
    BEGINNINGS.map(beginning => ({
      property,
      expression:
        `SELECT accountId, awsRegion, resourceType, resourceId, resourceName, arn, configurationItemCaptureTime, ` +
        `configuration.${property} WHERE configuration.${property} LIKE '${beginning}%'`,
    })),
  )
}

/** The type to which a record belongs, and what it uses the key for. */
export function typeOfRecord(
  types: readonly NamedDependent[],
  resourceType: string,
  property: string,
): { type: NamedDependent; config: ConfigProperty } | null {
  for (const type of types) {
    const config = type.dependent.config?.find(
      each => each.resourceType === resourceType && each.property.toLowerCase() === property.toLowerCase(),
    )
    if (config !== undefined) return { type, config }
  }
  return null
}
