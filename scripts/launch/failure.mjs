/** Something the person at the terminal can mend: the message says what and how, and no stack is shown. */
export class Failure extends Error {}
