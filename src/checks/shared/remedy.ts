import type { KeyRecord } from '../../model/report/report.ts'

type Located = Pick<KeyRecord, 'key_id' | 'region'>

/** A word of a command: quoted text, or shell syntax that is not quoted. */
export type Word = string | { shell: string }

/**
 * Returns an AWS CLI command for a key: `aws kms enable-key --key-id … --region …`, with more words in between. It is
 * safe to paste, whatever the words contain.
 */
export const kmsCommand = (operation: string, { key_id, region }: Located, ...more: readonly Word[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, ...more, '--region', region)

export const awsCommand = (...words: readonly Word[]): string =>
  ['aws', ...words.map(word => (typeof word === 'string' ? quoted(word) : word.shell))].join(' ')

/**
 * Returns a shell variable for a value that only the user knows, between two fixed texts. Until the user sets the
 * variable, the shell prints `hint` and runs neither this command nor later ones. The hint must not contain quotes or
 * braces.
 */
export const fillIn = (variable: string, hint: string, before = '', after = ''): Word => ({
  shell: [before, after].every(text => text === '' || PLAIN.test(text))
    ? `"${before}\${${variable}:?${hint}}${after}"`
    : `${quoted(before)}"\${${variable}:?${hint}}"${quoted(after)}`,
})

/** Quotes a word for the shell. Other people name tags and trails, so a name could contain shell syntax. */
const quoted = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** Words that need no quotes. zsh expands a word that begins with an equal sign. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/

/** Returns a command that gives the key an alias. The user has to set PURPOSE first. */
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

/**
 * Returns commands that cancel the deletion and enable the key, because a key whose deletion is cancelled is disabled.
 */
export const cancelDeletion = (key: Located): string =>
  `${kmsCommand('cancel-key-deletion', key)} && ${kmsCommand('enable-key', key)}`
