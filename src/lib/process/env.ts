/** Environment variables by name, as Node.js gives them. */
export type Env = Readonly<Record<string, string | undefined>>
