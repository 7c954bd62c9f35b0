import { BadValue, list, type Kind } from '../../cli/kinds/kind.ts'
import { secretArnParts } from '../../collect/secrets/named-secrets.ts'

const EXPECTED = 'names or ARNs of secrets'

/** Names and ARNs of secrets. */
export const secretList: Kind<readonly string[]> = words => {
  const items = list(EXPECTED)(words)
  const wrong = items.find(item => item.startsWith('arn:') && secretArnParts(item) === null)
  if (wrong !== undefined) throw new BadValue(EXPECTED, wrong)
  return items
}
