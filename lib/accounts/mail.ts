import { createTransport } from 'nodemailer'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import type { Role } from '@/lib/viewer'
import { getSiteSettings } from './access'

const patience = 10_000

/** Whether the server sends mail. */
export function sendsMail(): boolean {
  return config().smtpUrl !== undefined
}

/** Mails the link of an invitation. Throws `unavailable` when the mail server does not take it. */
export async function mailInvitation({ to, role, link }: { to: string; role: Role; link: string }): Promise<void> {
  const { siteName } = await getSiteSettings()
  await send({
    to,
    subject: `You are invited to ${siteName}`,
    text: [
      `You are invited to ${siteName}, as a ${role}. Choose how you sign in:`,
      link,
      'The link works once, for seven days. If you did not expect this mail, leave it.',
    ].join('\n\n'),
  })
}

async function send(mail: { to: string; subject: string; text: string }): Promise<void> {
  const { smtpUrl, mailFrom } = config()
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ ...mail, from: mailFrom })
  } catch (error) {
    throw new AppError('unavailable', `The mail server did not take the mail: ${(error as Error).message}`, {
      cause: error,
    })
  } finally {
    transport.close()
  }
}
