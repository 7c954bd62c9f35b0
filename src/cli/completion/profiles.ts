/** Characters that no shell interprets: names of profiles come from files that anybody may have written. */
const NAME = '[A-Za-z0-9_.@+/-]\\{1,\\}'

/**
 * Prints the profiles of the shared files of the AWS CLI. The shell runs this when the user asks, because the files
 * change. `config` and `credentials` are words of the shell with the paths of the files.
 */
export const profileCommands = (config: string, credentials: string): readonly string[] => [
  `sed -n -e 's/^[[:space:]]*\\[[[:space:]]*profile[[:space:]]\\{1,\\}"\\{0,1\\}\\(${NAME}\\)"\\{0,1\\}[[:space:]]*\\].*$/\\1/p' -e 's/^[[:space:]]*\\[[[:space:]]*\\(default\\)[[:space:]]*\\].*$/\\1/p' ${config} 2>/dev/null`,
  `sed -n -e 's/^[[:space:]]*\\[[[:space:]]*"\\{0,1\\}\\(${NAME}\\)"\\{0,1\\}[[:space:]]*\\].*$/\\1/p' ${credentials} 2>/dev/null`,
]

/** The same for bash and zsh. */
export const profileFunction = (name: string): string =>
  [
    `${name}() {`,
    `  {`,
    ...profileCommands(
      '"${AWS_CONFIG_FILE:-$HOME/.aws/config}"',
      '"${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}"',
    ).map(line => `    ${line}`),
    `  } | sort -u`,
    `}`,
  ].join('\n')
