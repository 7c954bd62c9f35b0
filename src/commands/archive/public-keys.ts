import { readPublicKey } from '../../archives/digests/verify-digests.ts'
import type { PublicKeys } from '../../archives/digests/verify-archive.ts'
import { readJson } from '../../lib/files/read-json.ts'
import { isObject } from '../../lib/json.ts'
import { AuditError } from '../../lib/process/exit.ts'

/**
 * Reads files that `aws cloudtrail list-public-keys` printed. Throws a usage error for any other file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export async function readPublicKeys(paths: readonly string[]): Promise<PublicKeys> {
  const keys = new Map<string, NonNullable<ReturnType<typeof readPublicKey>>>()
  for (const path of paths) {
    const content = await readJson(path, HINT)
    const list = isObject(content) ? content['PublicKeyList'] : undefined
    if (!Array.isArray(list)) throw notKeys(path)
    for (const item of list) {
      const { Fingerprint: fingerprint, Value: value } = isObject(item) ? item : {}
      const key = typeof value === 'string' ? readPublicKey(Buffer.from(value, 'base64')) : null
      if (typeof fingerprint !== 'string' || key === null) throw notKeys(path)
      keys.set(fingerprint, key)
    }
  }
  return keys
}

const HINT = 'Write it with aws cloudtrail list-public-keys --start-time … --end-time … --output json.'

const notKeys = (path: string): AuditError =>
  new AuditError('usage', `${path} does not have the public keys of CloudTrail.`, { hint: HINT })
