import { z } from 'zod'
import { roles } from '@/lib/viewer'

/** What an API token may do; `publish` includes `read`. */
export const scopes = ['read', 'publish'] as const

export type Scope = (typeof scopes)[number]

/** Text of one line: PostgreSQL holds no NUL, and nothing that is shown needs another control character. */
const oneLine = /^\P{Cc}+$/u

const outOfDate = 'This page is out of date. Load it again, and try once more'

/** Which row a form is about, by the id that was made for it. */
export const idSchema = z.object({ id: z.string().regex(/^[\w-]{1,64}$/, outOfDate) })

/** Who vouches, and who it is there. */
export const identitySchema = z.object({
  issuer: z.string().max(300, outOfDate).regex(oneLine, outOfDate),
  subject: z.string().max(300, outOfDate).regex(oneLine, outOfDate),
})

/** The secret of a link, as it stands in its address. */
export const linkTokenSchema = z.string().regex(/^[\w-]{1,100}$/, 'This link is not whole. Copy all of it')

/** An address to sign in with; in lower case, since people do not remember how they wrote it. */
export const emailSchema = z
  .string()
  .trim()
  .max(254, 'An e-mail address has at most 254 characters')
  // In this order: some letters become plain ones in lower case, and would be another person's address then.
  .pipe(z.email('Write an e-mail address, such as ada@example.org').toLowerCase())

export const passwordSchema = z
  .string()
  .min(12, 'Use at least 12 characters; a short sentence is easy to remember')
  .max(200, 'Use at most 200 characters')

/** Who acts without an account, as the audit log names them; nobody else may. */
const reservedNames = new Set(['command line', 'server', 'somebody'])

/** A name as it will stand in commits and in the audit log: one line that reads as it is written. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'Write your name as it should stand beside what you write')
  .max(80, 'Use at most 80 characters')
  // Joiners inside a word belong to some scripts; other marks that cannot be seen turn lines around, or hide.
  .regex(/^(?:[^<>\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])+$/u, 'A name is one line without < and >')
  .refine(
    (name) => /[\p{L}\p{N}]/u.test(name.replaceAll(/[\u115f\u1160\u3164\uffa0]/g, '')),
    'Write a name with letters',
  )
  .refine(
    (name) => !reservedNames.has(name.toLowerCase().replaceAll(/\s+/g, ' ')),
    'The audit log calls something else by that name; choose another',
  )

export const roleSchema = z.enum(roles, `A role is one of ${roles.join(', ')}`)

export const scopeSchema = z.enum(scopes, `A scope is one of ${scopes.join(', ')}`)

/** Somebody who gets an account. */
export const newPersonSchema = z.object({ email: emailSchema, name: nameSchema, password: passwordSchema })

export type NewPerson = z.infer<typeof newPersonSchema>

const siteSchema = z.object({
  siteName: z
    .string()
    .trim()
    .min(1, 'Write a name for the site')
    .max(40, 'Use at most 40 characters')
    .regex(oneLine, 'A name is one line'),
  access: z.enum(['public', 'members'], 'Choose who may read'),
})

/** What an admin changes later; a part that is left out stays. */
export const siteChangeSchema = siteSchema.partial()

/** What the set-up decides: the first account, and of the site's name and who may read what the environment leaves open. */
export const setUpSchema = newPersonSchema.extend({
  ...siteSchema.partial().shape,
  content: z.enum(['shipped', 'empty'], 'Choose what to begin with').default('shipped'),
})

export type SetUp = z.infer<typeof setUpSchema>

export const invitationSchema = z.object({
  email: z.union([z.literal('').transform(() => undefined), emailSchema]).optional(),
  role: roleSchema,
})

export const newTokenSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Say what the token is for')
    .max(60, 'Use at most 60 characters')
    .regex(oneLine, 'What it is for is one line'),
  scope: scopeSchema,
})
