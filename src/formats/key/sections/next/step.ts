/** What to do and why, and the commands that do it. Without commands, the reader has to decide or to do it elsewhere. */
export type Step = readonly [why: string, ...commands: string[]]

/** Returns an AWS CLI command for the key, to paste. */
export type Aws = (operation: string, ...more: string[]) => string
