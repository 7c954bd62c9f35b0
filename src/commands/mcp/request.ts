import type { Given } from '../../cli/settings.ts'

/** What `kms-audit mcp` serves. */
export interface McpRequest {
  /** Paths of saved reports. */
  reports: readonly string[]
  /** What the command line, the environment and the config file say about every audit. */
  given: Given
  quiet: boolean
  debug: boolean
}
