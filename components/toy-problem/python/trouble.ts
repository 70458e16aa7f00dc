/** Why Python does not run here. */
export type Trouble = 'no WebAssembly' | 'no network' | 'signed out' | 'blocked' | 'slow' | 'broken'

/** What is said about it. */
export const troubleWords: Record<Trouble, string> = {
  'no WebAssembly':
    'This browser has no WebAssembly, which Python needs to run here. The code can be read, copied, and run on your own machine.',
  'no network': 'Python could not be fetched: the network or the server is not there. Your code is safe.',
  'signed out': 'The checks could not be fetched: you are signed out. Your code is safe; sign in and try again.',
  blocked: 'This browser did not let Python start in a worker. Your code can be read and copied.',
  slow: 'Python has not started after 30 seconds. It may still come; you can also try again.',
  broken: 'Python could not start. Your code is safe.',
}

/** The error of what keeps Python from running. */
export class TroubleError extends Error {
  constructor(
    readonly trouble: Trouble,
    cause?: unknown,
  ) {
    super(troubleWords[trouble], { cause })
  }
}
