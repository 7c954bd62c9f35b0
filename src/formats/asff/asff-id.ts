import { createHash } from 'node:crypto'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Finding, FindingResource } from '../../model/finding.ts'
import { shortenText } from '../finding/finding-text.ts'

/**
 * Returns an ID that is the same for the same problem in every run, so that Security Hub updates the finding that it
 * has. An OPA policy may give its denials long names with equal beginnings and with any character, so an ID that must
 * be cut or made safe ends with a digest.
 */
export function asffId({ check, account_id, region, key_id, resource, rule }: Finding): string {
  const where = resource === undefined ? region : (region ?? GLOBAL)
  const id = ['kms-audit', check, account_id, where, key_id, resource && resourceWord(resource), rule]
    .flatMap(part => (part === null || part === undefined ? [] : part))
    .join('/')
  const safe = safeText(id)
  if (safe === id && id.length <= LONGEST_ID) return id
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 32)
  return `${shortenText(id, LONGEST_ID - 1 - digest.length)}-${digest}`
}

/** Shown as the Region of a global resource. */
export const GLOBAL = 'global'

/** How an ID names a resource: one word without a slash. */
export const resourceWord = ({ type, id }: Pick<FindingResource, 'type' | 'id'>): string =>
  encodeURIComponent(`${type}/${id}`)

/** Whether a word of an ID names a resource, and not a key. */
export const isResourceWord = (word: string): boolean => word.includes('%2F')

/** https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
const LONGEST_ID = 512
