import { defined } from '../../../lib/defined.ts'
import type { EncryptedResourceRecord, EncryptedTypeRecord } from '../../../model/assessments/compliance.ts'
import type { SubjectResult } from '../../assessment-check.ts'
import type { Fix } from '../../check.ts'

/** What is known about each type, by its ID. */
export const typesById = ({
  types,
}: {
  types: readonly EncryptedTypeRecord[]
}): ReadonlyMap<string, EncryptedTypeRecord> => new Map(types.map(type => [type.id, type]))

/** The subject of a result about a resource. */
export const subjectOf = (
  { type, account_id, region, id, arn, tags }: EncryptedResourceRecord,
  types: ReturnType<typeof typesById>,
): Omit<SubjectResult, 'result'> => ({
  account_id,
  region,
  resource: { type: types.get(type)?.resource_type ?? type, id, arn, ...defined({ tags }) },
})

/** How to encrypt a resource as required. */
export function remedyOf(one: EncryptedResourceRecord, types: ReturnType<typeof typesById>): Fix {
  const advice = types.get(one.type)?.remedy ?? ''
  const setKey = one.commands.includes('KEY_ARN') ? ' Set KEY_ARN to the ARN of your key first.' : ''
  return { remedy: one.commands, ...(advice !== '' && { advice: `${advice}${setKey}` }) }
}
