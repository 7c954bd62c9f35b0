import type { SettingsOf } from '../settings.ts'
import { accountOptions } from './accounts.ts'
import { archiveOptions } from './archives.ts'
import { analyzerOptions } from './analyzer.ts'
import { auditOptions, useOptions } from './evidence.ts'
import { dependentOptions } from './dependents.ts'
import { inventoryOptions } from './inventory.ts'
import { checkOptions } from './checks.ts'
import { runOptions } from './pace.ts'
import { messageOptions, showOptions } from './output.ts'

/** Every option of an audit, in the order of its help. Other commands take some of them. */
export const liveOptions = {
  ...auditOptions,
  ...accountOptions,
  ...inventoryOptions,
  ...useOptions,
  ...archiveOptions,
  ...dependentOptions,
  ...checkOptions,
  ...analyzerOptions,
  ...runOptions,
  ...showOptions,
  ...messageOptions,
}

export type LiveOption = keyof typeof liveOptions
export type LiveSettings = SettingsOf<typeof liveOptions>
