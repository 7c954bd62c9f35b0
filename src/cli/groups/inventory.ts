import { configAggregator } from '../kinds/dependents.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about keys that AWS KMS does not list itself. */
export const inventoryOptions = {
  inventoryFrom: option({
    flags: '--inventory-from <config:name[@region]>',
    group: 'Accounts',
    help:
      'Add the keys that an AWS Config aggregator, such as config:organization@eu-west-1, has recorded in accounts ' +
      'and Regions that cannot be entered: those of all its accounts, or of --accounts, and all its Regions, or of -r',
    kind: configAggregator,
    fallback: null,
    alsoCalled: ['inventory', 'keys-from', 'config-inventory'],
  }),
} satisfies Record<string, OptionEntry>
