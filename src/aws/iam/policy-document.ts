import { isObject, tryParseJson } from '../../lib/json.ts'
import { concernsDecryption } from '../../model/decryption.ts'
import type { PolicyStatementRecord } from '../../model/report/account-facts.ts'

interface ReadDocument {
  language: string | null
  statements: PolicyStatementRecord[]
}

/**
 * Reads a policy document as IAM returns it, URL-encoded as in RFC 3986. Statements that are not about decryption are
 * left out. Null: it is not a policy.
 */
export function readDocument(encoded: string): ReadDocument | null {
  const document = tryParseJson(decoded(encoded))
  if (!isObject(document)) return null
  const { Version, Statement } = document
  if (Statement === undefined) return null
  const all = [Statement].flat()
  if (!all.every(isObject)) return null
  return {
    language: typeof Version === 'string' ? Version : null,
    statements: all.flatMap((statement, index) =>
      concernsDecryption(statement) ? [{ number: index + 1, statement }] : [],
    ),
  }
}

/** A document that is not encoded begins with a brace. */
function decoded(text: string): string {
  if (/^\s*\{/.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
