import { dependents } from '../../dependents/index.ts'
import { configAggregator, dependentTypes } from '../kinds/dependents.ts'
import { option, type OptionEntry } from '../option.ts'

const typeIds = Object.keys(dependents)

/** Options about resources that reference keys. */
export const dependentOptions = {
  dependents: option({
    flags: '--dependents [list]',
    group: 'Dependents',
    help:
      'Find resources that reference the keys: of all types whose lists contain the key; all adds types that need a ' +
      "call per resource; or only these types, such as 'rds-*' or s3-bucket",
    kind: dependentTypes(typeIds),
    fallback: null,
    alsoCalled: ['dependent', 'used-by', 'references', 'resources', 'dependencies'],
  }),
  dependentsFrom: option({
    flags: '--dependents-from <config:name[@region]>',
    group: 'Dependents',
    help: 'Ask an AWS Config aggregator, such as config:organization@eu-west-1, instead of the services; its answers are what AWS Config has recorded',
    kind: configAggregator,
    fallback: null,
    alsoCalled: ['config-aggregator', 'aggregator'],
  }),
} satisfies Record<string, OptionEntry>
