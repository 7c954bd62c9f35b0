import { isObject } from '../../lib/json.ts'
import type { KeyRecord } from '../../model/report/report.ts'

/** A key policy as one text, to compare it: without its ID, and with its own key as `this key`. */
export const policyText = ({ key_policy: policy, key_arn: arn }: KeyRecord): string =>
  JSON.stringify(sorted(policy)).replaceAll(arn, 'this key')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .filter(name => name !== 'Id' && name !== 'Sid')
      .toSorted()
      .map(name => [name, sorted(value[name])]),
  )
}
