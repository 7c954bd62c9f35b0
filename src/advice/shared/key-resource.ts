import type { AdviceResourceRecord } from '../../model/advice.ts'
import type { KeyRecord } from '../../model/report/report.ts'

/** A key as the resource that advice is about. */
export const keyResource = ({ key_id: id, key_arn: arn, aliases }: KeyRecord): AdviceResourceRecord => ({
  type: 'AWS::KMS::Key',
  id,
  arn,
  name: aliases[0] ?? null,
})

/** The fields of a draft that name its key. */
export const aboutKey = (key: KeyRecord) => ({
  account_id: key.account_id,
  region: key.region,
  resource: keyResource(key),
  key_arns: [key.key_arn],
})

/** How sentences name a key: its first alias, or its ID. */
export const keyName = ({ aliases, key_id: id }: KeyRecord): string => aliases[0] ?? id
