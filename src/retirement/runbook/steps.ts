import { codeSpan } from '../../lib/text/markdown.ts'
import { reportCommand } from '../../model/report/report-command.ts'
import { DAY, dayText } from '../../model/time.ts'
import type { RetirementPlan } from '../../model/retirement/retirement.ts'

/** What a person does, in which order, until the keys are deleted; and how it is undone. */
export function stepsText({
  generated_at,
  plan_ttl_days,
  watch_days,
  pending_window_days,
  plan_id,
  archive_options = [],
}: RetirementPlan): string {
  const watch = codeSpan(reportCommand({ scope: { archive_options } }, 'retire', 'watch', '.'))
  const until = dayText(Date.parse(generated_at) + plan_ttl_days * DAY)
  return `## Steps

Each script only checks and says what it would do, unless it is started with \`--execute\`. It stops at the first surprise, logs what it did to \`actions.ndjson\`, and can be run again. Run the commands in the directory of this file.

- [ ] Read the keys of wave 1 below, and tick off their reasons with the owners.
- [ ] Tell the owners of the account the date, and that \`rollback.sh\` undoes it.
- [ ] Step 1, until ${until}: \`sh 1-disable.sh\`, then \`sh 1-disable.sh --execute\`. A disabled key encrypts and decrypts nothing. Nothing is lost.
- [ ] Watch for ${watch_days} days, best once a day: ${watch}. The window must be longer than the longest interval between two runs of a job that may use a key: a monthly job needs more than 31 days.
- [ ] If a key is needed: \`sh rollback.sh --key ARN --execute\`, and leave the key out of the next plan.
- [ ] Step 2, when the watch says quiet: ${watch}, then \`sh 2-schedule-deletion.sh\`, then \`sh 2-schedule-deletion.sh --execute\`. AWS stops billing the keys, and deletes them after ${pending_window_days} days.
- [ ] Watch until the deletion. Refused calls are still recorded, and \`sh rollback.sh --execute\` still works.
- [ ] After the deletion, nothing brings a key back, nor data that only it can decrypt.

## Rollback

\`sh rollback.sh\` says what it would do, and \`sh rollback.sh --execute\` cancels the deletion of the keys of plan \`${plan_id}\`, and enables those that were Enabled before. KMS leaves a key Disabled when its deletion is cancelled, so the script enables it, and waits until KMS confirms it. Calls succeed again within minutes.`
}
