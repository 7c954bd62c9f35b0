import { joinWithAnd } from '../../lib/text/lists.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Report } from '../../model/report/report.ts'

/**
 * Returns which options the config file set: `kms-audit.yaml sets region and only`. Null if no file set any. `nameText`
 * writes the path and the names, which can be any text in a saved report.
 */
export function configText({ scope: { config } }: Report, nameText = safeText): string | null {
  if (config === undefined || config.options.length === 0) return null
  const names = config.options.slice(0, MOST).map(nameText)
  const more = config.options.length > MOST ? [`${config.options.length - MOST} more`] : []
  return `${nameText(config.path)} sets ${joinWithAnd([...names, ...more])}`
}

const MOST = 20
