import { flag } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about a second opinion on key policies. */
export const analyzerOptions = {
  accessAnalyzer: option({
    flags: '--access-analyzer',
    group: 'Checks',
    help: 'Compare who can use each key from outside its account with the findings of IAM Access Analyzer',
    kind: flag,
    fallback: false,
    alsoCalled: ['analyzer', 'iam-access-analyzer'],
  }),
  validatePolicies: option({
    flags: '--validate-policies',
    group: 'Checks',
    help: 'Ask IAM Access Analyzer whether each key policy is public ($0.002 per key)',
    kind: flag,
    fallback: false,
    alsoCalled: ['check-no-public-access', 'validate-policy'],
  }),
} satisfies Record<string, OptionEntry>
