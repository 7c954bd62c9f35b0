import type { RetirementPlan } from '../../model/retirement/retirement.ts'
import { runbookText } from '../runbook/runbook.ts'
import { disableScript } from '../scripts/disable-script.ts'
import { rollbackScript } from '../scripts/rollback-script.ts'
import { scheduleScript } from '../scripts/schedule-script.ts'
import { planText } from './plan-document.ts'

/** One file of the directory of a plan. */
export interface PlanFile {
  name: string
  text: string
  isScript: boolean
}

/** Returns every file of a plan. */
export const planFiles = (plan: RetirementPlan): PlanFile[] => [
  { name: 'plan.json', text: planText(plan), isScript: false },
  { name: 'runbook.md', text: runbookText(plan), isScript: false },
  { name: '1-disable.sh', text: disableScript(plan), isScript: true },
  { name: '2-schedule-deletion.sh', text: scheduleScript(plan), isScript: true },
  { name: 'rollback.sh', text: rollbackScript(plan), isScript: true },
]
