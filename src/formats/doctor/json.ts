import { toSafeJson } from '../../lib/text/safe-json.ts'
import type { Diagnosis } from '../../model/diagnosis.ts'
import type { Format } from '../format.ts'

const json: Format<Diagnosis> = {
  title: 'everything that was tried, as one document',
  *render(diagnosis) {
    yield `${toSafeJson(diagnosis, 2)}\n`
  },
}

export default json
