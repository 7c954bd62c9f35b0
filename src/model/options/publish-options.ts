import type { Options } from './options.ts'

/** All options of `publish`. */
export interface PublishRequest extends Options {
  publish: PublishOptions
}

/** Words of `--only-if`, which is about the whole report. */
export const SEND_CONDITIONS = ['changed', 'unused', 'failed'] as const
export type SendCondition = (typeof SEND_CONDITIONS)[number]

/** Where findings are sent, and whether the user confirms it first. */
export interface PublishOptions {
  /** Ids of the sinks. */
  sinks: readonly string[]
  /** Values of the sinks' own options. */
  settings: Readonly<Record<string, unknown>>
  /** Send without confirmation. */
  yes: boolean
  /** Print what would be sent instead. */
  dryRun: boolean
  /** Send only if one of these is true of the report. Empty: always. */
  onlyIf: readonly SendCondition[]
  /** Names, globs or `all`, as given: of a saved report, send only what belongs there. Null: all of it. */
  regions: readonly string[] | null
}
