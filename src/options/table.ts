import { accountOptions } from './account-options.ts'
import { auditOptions, useOptions } from './audit-options.ts'
import { checkOptions } from './check-options.ts'
import type { OptionEntry } from './entry.ts'
import { publishOptions } from './publish-options.ts'
import { runOptions } from './run-options.ts'
import { showOptions } from './show-options.ts'

/** Every option, in the order of the help text, which derives from this as do parsing, checks and the guide. */
export const table = {
  ...auditOptions,
  ...accountOptions,
  ...useOptions,
  ...checkOptions,
  ...publishOptions,
  ...runOptions,
  ...showOptions,
}

export type OptionName = keyof typeof table

/** The same table, entry by entry, without the exact types. */
export const entries = Object.entries(table) as [OptionName, OptionEntry][]
