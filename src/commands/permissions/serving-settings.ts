import type { LiveSettings } from '../../cli/groups/index.ts'

/**
 * `kms-audit mcp` runs what an assistant asks for: the checks, the last user, and Regions by name or glob, unless its own
 * command line names them.
 */
export const servingSettings = ({ region, check, excludeCheck }: LiveSettings): Partial<LiveSettings> => ({
  region: region ?? ['all'],
  checks: check.length === 0 && excludeCheck.length === 0,
  who: true,
})
