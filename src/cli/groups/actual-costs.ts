import { flag } from '../kinds/kind.ts'
import { option } from '../option.ts'

export const actualCosts = option({
  flags: '--actual-costs',
  group: 'Usage and cost',
  help: 'Show what AWS billed last month and this month, from Cost Explorer ($0.01 for each account; more if its answer has pages)',
  kind: flag,
  fallback: false,
  alsoCalled: ['billed', 'cost-explorer'],
  // AWS bills each request: a file or a variable that was set long ago does not agree to that.
  inConfig: 'never',
  inEnvironment: false,
})
