import { isObject, tryParseJson } from '../../../lib/json.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import type { Statement } from '../../../policy/statements/policy.ts'

type Document = Readonly<Record<string, unknown>>

/** Returns a statement as the policy document contains it. Null: the document cannot be read. */
export function statementDocument({ key_policy }: KeyRecord, { number }: Statement): Document | null {
  const policy = typeof key_policy === 'string' ? tryParseJson(key_policy) : key_policy
  const list = isObject(policy) ? policy['Statement'] : null
  const one: unknown = Array.isArray(list) ? list[number - 1] : list
  return isObject(one) ? one : null
}

/** Adds a StringEquals to the Condition of a statement. */
export function withStringEquals(document: Document, key: string, value: string): Document {
  const condition = isObject(document['Condition']) ? document['Condition'] : {}
  const operator = Object.keys(condition).find(name => name.toLowerCase() === 'stringequals') ?? 'StringEquals'
  const present = isObject(condition[operator]) ? condition[operator] : {}
  const others = Object.entries(present).filter(([name]) => name.toLowerCase() !== key.toLowerCase())
  return { ...document, Condition: { ...condition, [operator]: { ...Object.fromEntries(others), [key]: value } } }
}
