import { safeText } from '../../lib/text/safe-text.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { WatchedKeyRecord } from '../../model/retirement/retirement-watch.ts'

/** Returns the first alias of a key, or its id. */
export function keyName({ aliases, key_arn: arn }: WatchedKeyRecord): string {
  const [alias, ...others] = aliases
  if (alias === undefined) return keyId(arn)
  return others.length === 0 ? safeText(alias) : `${safeText(alias)} +${others.length}`
}

export const keyId = (arn: string): string => safeText(keyIdOf(arn))
