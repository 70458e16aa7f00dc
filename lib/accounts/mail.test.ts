import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { config } from '@/lib/config'
import { onEveryDatabase } from '@/lib/db/fixtures'
import { mailInvitation } from '.'

type Mail = { from: string; to: string[]; content: string }

const invitation = { to: 'ada@example.org', role: 'writer', link: 'http://localhost:3000/invite/abc' } as const

async function mailServer({ refuses = false } = {}): Promise<{ mails: Mail[]; stop: () => Promise<void> }> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      const to = envelope.rcptTo.map(({ address }) => address)
      void text(stream).then((content) => {
        if (!refuses) mails.push({ from, to, content })
        done(refuses ? new Error('No room') : null)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  Object.assign(config(), { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Learnings <learnings@example.org>' })
  return { mails, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

onEveryDatabase(() => {
  test('an invitation is mailed to its address, with its link and nobody else’s', async () => {
    const { mails, stop } = await mailServer()
    await mailInvitation(invitation)
    await stop()
    expect(mails).toMatchObject([{ from: 'learnings@example.org', to: ['ada@example.org'] }])
    expect(mails[0]?.content).toContain('http://localhost:3000/invite/abc')
    expect(mails[0]?.content).toContain('Subject: You are invited to Twelvefold')
  })

  test('a mail server that refuses, and one that is not there, are said', async () => {
    const { stop } = await mailServer({ refuses: true })
    await expect(mailInvitation(invitation)).rejects.toMatchObject({ code: 'unavailable', message: /No room/ })
    await stop()
    await expect(mailInvitation(invitation)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
