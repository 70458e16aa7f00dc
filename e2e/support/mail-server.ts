import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as it came. */
type Mail = { from: string; to: string[]; content: string }

/** A mail server on loopback that keeps what it gets. */
export type MailServer = {
  /** What the site needs to know of it. */
  env: Record<string, string>
  mails: Mail[]
  stop: () => Promise<void>
}

/** Starts it. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      const to = envelope.rcptTo.map(({ address }) => address)
      void text(stream).then((content) => {
        // Long lines come broken, with a sign that says so.
        mails.push({ from, to, content: content.replaceAll('=\r\n', '').replaceAll('=3D', '=') })
        done(null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Learnings <learnings@example.org>' },
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
