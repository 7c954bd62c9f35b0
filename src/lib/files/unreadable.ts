/** Why a file cannot be read, in words instead of those of Node: `it does not exist`. */
export const whyUnreadable = (error: Error & { code?: string }): string => REASONS[error.code ?? ''] ?? error.message

/** By the code of the operating system. https://nodejs.org/api/errors.html#common-system-errors */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'part of its path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
}
