import type { KeyRecord, Report } from '../../model/report/report.ts'
import { type Block, text } from './sheet.ts'

/** Says that a saved report was made without a part of the sheet. Next says how to get it. */
export const notInReport = (what: string): Block =>
  text(`This report does not contain ${what}. Next says how to read it.`)

/** Whether the report was made without a part of the sheet. */
export const isPartial = (
  {
    last_user: user,
    activity,
    request_history: history,
    key_policy: policy,
    grants,
    monthly_usage: requests,
    key_manager: manager,
  }: KeyRecord,
  { findings }: Report,
): boolean =>
  user === undefined ||
  activity === undefined ||
  (history === undefined && typeof requests === 'number') ||
  findings === undefined ||
  (manager !== 'AWS' && (policy === undefined || grants === undefined))
