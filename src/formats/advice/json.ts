import type { AdviceReport } from '../../model/advice.ts'
import type { Format } from '../format.ts'
import { plainJson, StreamedList, writeJson } from '../json/json-writer.ts'

const json: Format<AdviceReport> = {
  title: 'the advice with the inputs and the formula of every number, as one document',
  *render(whole) {
    yield* writeJson({
      ...whole,
      advice: new StreamedList(whole.advice, (one, indent) => plainJson(one, indent)),
    })
    yield '\n'
  },
}

export default json
