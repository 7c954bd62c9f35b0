import type { LiveSettings } from '../../cli/groups/index.ts'
import { guardChecks } from '../shared/guard-checks.ts'

/** `kms-audit guard check` goes by the last use that KMS knows, the key policy, and with `--cancel-tag` the tags. */
export const guardSettings = (
  { source, cancelTag }: Pick<LiveSettings, 'source'> & { cancelTag: unknown },
  set: ReadonlySet<string>,
) => ({
  checks: false,
  check: guardChecks(cancelTag !== null),
  excludeCheck: [],
  noRequests: true,
  source: set.has('source') ? source : ['kms'],
})
