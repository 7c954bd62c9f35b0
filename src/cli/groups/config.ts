import { flag, path } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about the config file. */
export const configOptions = {
  config: option({
    flags: '--config <file>',
    group: 'Config file',
    help: 'Read options from this YAML file (default: kms-audit.yaml in the current directory, or above it in the same git repository; none if CI is set)',
    kind: path,
    fallback: null,
    inConfig: 'never',
    alsoCalled: ['config-file', 'conf', 'settings', 'rcfile'],
  }),
  noConfig: option({
    flags: '--no-config',
    group: 'Config file',
    help: 'Do not search for kms-audit.yaml',
    kind: flag,
    fallback: false,
    excludes: ['config'],
    inConfig: 'never',
    alsoCalled: ['ignore-config', 'isolated'],
  }),
} satisfies Record<string, OptionEntry>
