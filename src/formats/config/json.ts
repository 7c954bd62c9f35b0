import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { ShownConfig } from '../../model/options/shown-config.ts'
import type { Format } from '../format.ts'

const json: Format<ShownConfig> = {
  title: 'the value of every option, for scripts',
  *render(shown) {
    yield `${toSafeJson(shown, 2)}\n`
  },
}

export default json
