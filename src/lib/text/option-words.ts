/**
 * An option and its value as words of a command line. A value that begins with a dash is attached to its option, so
 * that it is not read as an option.
 */
export const optionWords = (flag: string, value: string): string[] =>
  !value.startsWith('-') || value === '-'
    ? [flag, value]
    : flag.startsWith('--')
      ? [`${flag}=${value}`]
      : [flag + value]
