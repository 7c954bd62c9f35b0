import type { SimulatedCall } from '../wire/call.ts'

/** Returns the ID of the key that a call names: `KeyId` of KMS, or the ARN in a search of CloudTrail. */
export function requestedKeyId(input: SimulatedCall['input']): string | undefined {
  const attributes = input['LookupAttributes']
  const [first] = Array.isArray(attributes) ? (attributes as { AttributeKey?: string; AttributeValue?: string }[]) : []
  const named = input['KeyId'] ?? (first?.AttributeKey === 'ResourceName' ? first.AttributeValue : undefined)
  return typeof named === 'string' && !named.includes('alias/') ? named.replace(/^arn:.*:key\//, '') : undefined
}
