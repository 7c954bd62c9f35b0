import { textLike } from '../../cli/kinds/kind.ts'
import { option } from '../../cli/option.ts'

/** The Region of the metrics, and so of the widgets that show them. */
export const metricsRegion = option({
  flags: '--metrics-region <region>',
  group: 'Publish',
  help: 'With cloudwatch and dashboard: the Region of the metrics (default: AWS_REGION, else the first of the report)',
  kind: textLike('the name of a Region', /^[a-z]{2,}(-[a-z]+)+-\d+$/),
  fallback: null,
})
