import type { SecretKeyRecord } from '../../../model/assessments/secrets.ts'

/** Whether KMS can use a key now. Null: not known. */
export const isUsable = ({ id, kind, state }: SecretKeyRecord): boolean | null =>
  id === null || kind === 'aws_managed' ? true : state === null ? null : state === 'Enabled'

/** Whether any of the keys of a value can decrypt it. Null: not known. */
export function isValueReadable(keys: readonly SecretKeyRecord[] | null): boolean | null {
  if (keys === null || keys.some(key => isUsable(key) === true)) return keys === null ? null : true
  return keys.every(key => isUsable(key) === false) ? false : null
}
