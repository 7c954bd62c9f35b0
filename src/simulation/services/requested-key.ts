import type { SimulatedCall } from '../wire/call.ts'

/** The key that a call is about: `KeyId` of KMS, or the ARN that CloudTrail's history is searched for. */
export function requestedKeyId(input: SimulatedCall['input']): string | undefined {
  const attributes = input['LookupAttributes']
  const [first] = Array.isArray(attributes) ? (attributes as { AttributeKey?: string; AttributeValue?: string }[]) : []
  const named = input['KeyId'] ?? (first?.AttributeKey === 'ResourceName' ? first.AttributeValue : undefined)
  return typeof named === 'string' && !named.includes('alias/') ? named.replace(/^arn:.*:key\//, '') : undefined
}
