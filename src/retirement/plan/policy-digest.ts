import { createHash } from 'node:crypto'

/**
 * SHA-256 of a key policy without white space, in hexadecimal. The scripts compute it from the text that GetKeyPolicy
 * returns; a report has the parsed document, so that white space between its parts is lost.
 */
export function policyDigest(policy: unknown): string {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy)
  return createHash('sha256')
    .update(text.replaceAll(/[ \t\r\n]/g, ''))
    .digest('hex')
}
