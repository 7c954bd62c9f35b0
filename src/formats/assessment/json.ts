import type { Assessment } from '../../model/assessments/assessment.ts'
import type { Format } from '../format.ts'
import { plainJson, StreamedList, writeJson } from '../json/json-writer.ts'

/** In a list of more than 1,000 items each takes one line. */
const LONG = 1000

const json: Format<Assessment> = {
  title: 'the whole result as one document',
  *render(whole) {
    yield* writeJson(Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, streamed(value)])))
    yield '\n'
  },
}

export default json

/** A list may be longer than one text can be. */
const streamed = (value: unknown): unknown =>
  Array.isArray(value)
    ? new StreamedList(value, (item, indent) => plainJson(item, value.length > LONG ? null : indent))
    : value
