import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { ROOT } from './documents.ts'
import { tableOf } from './markdown.ts'

interface Action {
  inputs: Record<string, { description: string; default: string }>
  outputs: Record<string, { description: string; value: string }>
  runs: { using: string; steps: { id?: string; run?: string; env?: Record<string, string> }[] }
}

export const ACTION = '.github/actions/kms-audit'

/** What the metadata of the GitHub Action declare. */
export const action = parse(readFileSync(`${ROOT}${ACTION}/action.yml`, 'utf8')) as Action

/** The table of the inputs or of the outputs of the GitHub Action. */
export function actionMarkdown(part: 'inputs' | 'outputs'): string {
  if (part === 'outputs')
    return tableOf(
      ['Output', 'Meaning'],
      Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    )
  const rows = Object.entries(action.inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    description,
    value === '' ? '' : `\`${value}\``,
  ])
  return tableOf(['Input', 'Meaning', 'Default'], rows)
}
