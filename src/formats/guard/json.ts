import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { Format } from '../format.ts'

const json: Format<unknown> = {
  title: 'JSON, as AWS takes it',
  *render(shown) {
    yield `${toSafeJson(shown, 2)}\n`
  },
}

export default json
