import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { Format } from '../format.ts'

const json: Format<object> = {
  title: 'everything as one document',
  *render(shown) {
    yield `${toSafeJson(shown, 2)}\n`
  },
}

export default json
