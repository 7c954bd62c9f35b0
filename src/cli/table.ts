import { accountOptions } from './groups/accounts.ts'
import { auditOptions, useOptions } from './groups/evidence.ts'
import { checkOptions } from './groups/checks.ts'
import type { OptionEntry } from './option.ts'
import { publishOptions } from './groups/publish.ts'
import { runOptions } from './groups/pace.ts'
import { showOptions } from './groups/output.ts'

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
