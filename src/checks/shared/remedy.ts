import type { KeyRecord } from '../../model/report.ts'

type Located = Pick<KeyRecord, 'key_id' | 'region'>

/** A word of a command: quoted text, or shell syntax that is not quoted. */
export type Word = string | { shell: string }

/** `aws kms enable-key --key-id … --region …`, with more words in between; safe to paste whatever they hold. */
export const kmsCommand = (operation: string, { key_id, region }: Located, ...more: readonly Word[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, ...more, '--region', region)

export const awsCommand = (...words: readonly Word[]): string =>
  ['aws', ...words.map(word => (typeof word === 'string' ? quoted(word) : word.shell))].join(' ')

/**
 * A value that only the user knows, between fixed text. Until the variable is set, the shell prints `hint` and runs
 * neither this command nor those behind it. The hint must hold no quotes and no braces.
 */
export const fillIn = (variable: string, hint: string, before = '', after = ''): Word => ({
  shell: [before, after].every(text => text === '' || PLAIN.test(text))
    ? `"${before}\${${variable}:?${hint}}${after}"`
    : `${quoted(before)}"\${${variable}:?${hint}}"${quoted(after)}`,
})

/** Tags and trails are named by others: nothing in a name may act in the shell. */
const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** zsh expands a word that begins with an equal sign. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/

/** Gives the key a name, once the user has set PURPOSE. */
export const createAlias = ({ key_id, region }: Located): string =>
  awsCommand(
    'kms',
    'create-alias',
    '--alias-name',
    fillIn('PURPOSE', 'set PURPOSE to the purpose of the key', 'alias/'),
    '--target-key-id',
    key_id,
    '--region',
    region,
  )

/** A key whose deletion is cancelled is disabled. */
export const cancelDeletion = (key: Located): string =>
  `${kmsCommand('cancel-key-deletion', key)} && ${kmsCommand('enable-key', key)}`
