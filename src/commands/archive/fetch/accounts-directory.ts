import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Returns the directory of a copy that contains one directory for each account, so that files from S3 are copied beside
 * the others: the directory that contains this account, else the first one found, else the copy itself.
 */
export function accountsDirectory(trees: readonly string[], account: string): string {
  const found = trees.flatMap(tree => directoriesOfAccounts(tree, DEPTH))
  const chosen = found.find(({ accounts }) => accounts.includes(account)) ?? found[0]
  return chosen?.path ?? trees[0] ?? ''
}

interface Accounts {
  path: string
  accounts: string[]
}

/** A prefix, `AWSLogs`, and the ID of an organization; prefixes of more parts are rare. */
const DEPTH = 6

function directoriesOfAccounts(path: string, depth: number): Accounts[] {
  const names = entriesIn(path)
    .filter(entry => !entry.isFile())
    .map(({ name }) => name)
  const accounts = names.filter(name => /^\d{12}$/.test(name) && hasTrails(join(path, name)))
  const others = depth === 0 ? [] : names.filter(name => !/^\d{12}$/.test(name) && !name.startsWith('CloudTrail'))
  return [
    ...(accounts.length > 0 ? [{ path, accounts }] : []),
    ...others.flatMap(name => directoriesOfAccounts(join(path, name), depth - 1)),
  ]
}

const hasTrails = (path: string): boolean => entriesIn(path).some(({ name }) => /^CloudTrail(-Digest)?$/.test(name))

/** Empty for a directory that cannot be listed. */
function entriesIn(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}
