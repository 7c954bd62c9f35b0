/** Whether the operating system reported the error, not the program itself. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

/** Returns why writing failed, as `no space left on the device`. */
export const writeErrorText = ({ code = '', message }: NodeJS.ErrnoException): string => WRITE_ERRORS[code] ?? message

const WRITE_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'the directory does not exist',
  ENOTDIR: 'part of the path is not a directory',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'disk quota exceeded',
  EFBIG: 'the file would be larger than allowed',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
}

/** Returns why a file cannot be read, in words instead of those of Node: `it does not exist`. */
export const readErrorText = (error: Error & { code?: string }): string =>
  READ_ERRORS[error.code ?? ''] ?? error.message

/** Texts by the error code of the system. https://nodejs.org/api/errors.html#common-system-errors */
const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'part of its path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
}
