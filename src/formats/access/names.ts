import { safeText } from '../../lib/text/safe-text.ts'
import type { AccessLinkName, AccessRecord } from '../../model/assessments/access.ts'
import { keyIdOf } from '../../model/key-arn.ts'

/** `role/checkout` */
export const principalName = ({ principal_arn: arn }: AccessRecord): string =>
  safeText(arn.slice(arn.lastIndexOf(':') + 1))

/** `secret shop/database`, or `key alias/orders (1234abcd)` */
export function targetName({ target_type: type, target_arn: arn, target_name: name }: AccessRecord): string {
  if (type === 'secret') return safeText(`secret ${name ?? arn}`)
  return safeText(name === null ? `key ${keyIdOf(arn)}` : `key ${name}`)
}

/** `Key policy` */
export const LINK_TITLES: Readonly<Record<AccessLinkName, string>> = {
  region: 'Region',
  secret_state: 'State of the secret',
  key_usage: 'Usage of the key',
  key_state: 'State of the key',
  scp: 'Service control policies',
  permissions_boundary: 'Permissions boundary',
  identity_policy: 'Identity policies',
  resource_policy: 'Resource policy',
  key_policy: 'Key policy',
  grant: 'Grants',
  dry_run: 'Dry run by KMS',
}
