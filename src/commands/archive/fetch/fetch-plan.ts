import { addCommand } from '../../../archives/index-store/add-command.ts'
import type { FetchCommand } from '../../../model/archive/fetch-command.ts'
import type { Lacking } from '../../../usage/coverage/lacking.ts'
import { accountsDirectory } from './accounts-directory.ts'
import { fetchCommands } from './fetch-commands.ts'

/** What is missing, and how to copy it from S3 and read it. */
export interface FetchPlan {
  fetch: FetchCommand[]
  next_command: string | null
}

/** Without a directory of log files, the files are copied to a directory of their own, which any run can add. */
export function fetchPlan(lacking: readonly Lacking[], trees: readonly string[], index: string | null): FetchPlan {
  const targets = new Map<string, string>()
  const targetOf = (account: string): string => {
    const target = targets.get(account) ?? asPath(trees.length === 0 ? OWN : accountsDirectory(trees, account))
    targets.set(account, target)
    return target
  }
  const fetch = fetchCommands(lacking, targetOf)
  const isCopied = fetch.some(({ command }) => command !== null)
  return {
    fetch,
    next_command: isCopied && index !== null ? addCommand(trees.length === 0 ? [OWN] : trees, index) : null,
  }
}

const OWN = 'missing-logs'

/** A path that does not look like an option, without a slash at its end. */
function asPath(path: string): string {
  const bare = path.replace(/(?<=.)\/+$/, '')
  return bare.startsWith('-') ? `./${bare}` : bare
}
