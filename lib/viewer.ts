import { AppError } from './errors'

/** What a person may do: read; also write and publish; also decide about people and the site. */
export const roles = ['reader', 'writer', 'admin'] as const

export type Role = (typeof roles)[number]

/** A role as it was kept; one that this version does not know gives the least. */
export function toRole(value: string | null): Role {
  return roles.find((role) => role === value) ?? 'reader'
}

/** The signed-in person as code sees it. */
export type Viewer = { id: string; name: string; email: string; role: Role }

/** Whether a person may do what a role allows. */
export function hasRole(viewer: Viewer | undefined, role: Role): boolean {
  return viewer !== undefined && roles.indexOf(viewer.role) >= roles.indexOf(role)
}

/** The viewer, if they may do what a role allows; throws `unauthenticated` or `forbidden` with what to do. */
export function requireRole(viewer: Viewer | undefined, role: Role): Viewer {
  if (!viewer) throw new AppError('unauthenticated', 'Sign in first; what you typed is kept in this browser.')
  if (hasRole(viewer, role)) return viewer
  throw new AppError('forbidden', `This takes the role of ${role}, and yours is ${viewer.role}. Ask an admin for it.`)
}
