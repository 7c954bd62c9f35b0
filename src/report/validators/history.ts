import type { HistoryLine } from '../../model/history/history-line.ts'
import schema from '../../model/schemas/history.schema.json' with { type: 'json' }
import { compileSchema } from '../compile-schema.ts'

/** Whether a value is a run as a line of a history has it; if not, `errors` of the function says why. */
export const validate = compileSchema<HistoryLine>(schema)
