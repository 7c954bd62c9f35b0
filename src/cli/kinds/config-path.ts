import { resolve } from 'node:path'

/** Returns the path of a file that a config file in this directory names. `-` stays stdin or stdout. */
export const inDirectory = (path: string, directory: string): string =>
  path === '-' || path.trim() === '' ? path : resolve(directory, path)
