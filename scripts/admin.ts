import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import * as accounts from '../lib/accounts'
import { emailSchema, invitationSchema, newPersonSchema, newTokenSchema, roleSchema } from '../lib/accounts/schema'
import { config } from '../lib/config'
import { closeDatabase, prepareDatabase } from '../lib/db'
import { AppError } from '../lib/errors'

const usage = `Usage: npm run admin -- COMMAND
  setup
  create  --email ADDRESS --name NAME --role ROLE --password-stdin
  invite  --role ROLE [--email ADDRESS]
  reset   --email ADDRESS
  role    --email ADDRESS --role ROLE
  disable --email ADDRESS
  enable  --email ADDRESS
  token   --email ADDRESS --scope SCOPE --name NAME
  list
A ROLE is reader, writer or admin; a SCOPE is read or publish.`

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  scope: { type: 'string' },
  'password-stdin': { type: 'boolean' },
} as const

type Values = { email?: string; name?: string; role?: string; scope?: string; 'password-stdin'?: boolean }

const who = 'command line'

/** Each command prints what it made, alone on its last line. */
const commands: Record<string, (values: Values) => Promise<string>> = {
  setup: async () => {
    const token = await accounts.openSetUp(who)
    if (!token) throw new AppError('conflict', 'This site has been set up already.')
    return `${config().siteUrl}/setup/${token}`
  },
  create: async (values) => {
    if (!values['password-stdin']) {
      throw new AppError('invalid', 'Give the password on standard input, and say so with --password-stdin.')
    }
    const password = (await text(process.stdin)).replace(/\r?\n$/, '')
    const person = parse(newPersonSchema.extend({ role: roleSchema }), { ...values, password })
    const { email, role } = await accounts.createAccount(person)
    return `${email} now has the role of ${role}.`
  },
  invite: async (values) => {
    const token = await accounts.invite(who, parse(invitationSchema, values))
    return `It works once, for seven days:\n${config().siteUrl}/invite/${token}`
  },
  reset: async (values) => {
    const { id } = await personOf(values)
    return `It works once, for a day:\n${config().siteUrl}/reset/${await accounts.makeResetLink(who, id)}`
  },
  role: async (values) => {
    const { id, email } = await personOf(values)
    const role = parse(roleSchema, values.role)
    await accounts.changeRole(who, { userId: id, role })
    return `${email} now has the role of ${role}.`
  },
  disable: async (values) => {
    const { id, email } = await personOf(values)
    await accounts.setDisabled(who, { userId: id, isDisabled: true })
    return `The account of ${email} is closed, and signed out everywhere.`
  },
  enable: async (values) => {
    const { id, email } = await personOf(values)
    await accounts.setDisabled(who, { userId: id, isDisabled: false })
    return `The account of ${email} is open.`
  },
  token: async (values) => accounts.createTokenFor(await personOf(values), parse(newTokenSchema, values)),
  list: async () => {
    const people = await accounts.listPeople(who)
    const rows = people.map(({ email, name, role, isDisabled }) =>
      [email, isDisabled ? 'closed' : role, name].join('\t'),
    )
    return rows.join('\n') || 'Nobody has an account yet.'
  },
}

try {
  const { command, values } = readArguments()
  await prepareDatabase()
  console.log(await command(values))
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await closeDatabase()
}

function readArguments(): { command: (values: Values) => Promise<string>; values: Values } {
  const [name = '', ...args] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new AppError('invalid', usage)
  try {
    return { command, values: parseArgs({ args, options }).values }
  } catch (error) {
    throw new AppError('invalid', `${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

async function personOf({ email }: Values): Promise<accounts.Person> {
  return accounts.requirePerson(parse(emailSchema, email))
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('invalid', `${issue?.path.length ? `--${issue.path.join('.')}: ` : ''}${issue?.message}.`)
}
