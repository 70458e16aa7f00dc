import type { Security } from './shape'

/** Who reads, and how the session's cookie is called here. */
export type Place = { isOpen: boolean; sessionCookie: string }

/** The ways to say who asks. */
export function describeSchemes({ sessionCookie }: Pick<Place, 'sessionCookie'>): Record<string, object> {
  return {
    token: {
      type: 'http',
      scheme: 'bearer',
      description:
        'Made on the account page, or by npm run admin -- token. It acts as its owner, with the role they have at that moment; read reads what they may read, publish also writes.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description: 'The session of somebody who is signed in. It writes from pages of the site alone.',
    },
  }
}

/** For what a person or a program does in their own name. */
export const somebody: Security = [{ token: [] }, { session: [] }]

/** For what pages of the site alone do. */
export const pagesAlone: Security = [{ session: [] }]

/** For what may be read: by everybody on an open site. */
export function readers({ isOpen }: Pick<Place, 'isOpen'>): Security {
  return isOpen ? [{}, ...somebody] : somebody
}
