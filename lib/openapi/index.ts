import 'server-only'
import { config } from '@/lib/config'
import manifest from '@/package.json'
import { lessonPaths } from './paths/lessons'
import { postmortemPaths } from './paths/postmortems'
import { progressPaths } from './paths/progress'
import { searchPaths } from './paths/search'
import { describeSchemas } from './schemas'
import { describeSchemes, type Place } from './security'

const description =
  'Programs read and publish with a token; pages of the site itself use its session. What is refused has a word for programs, and a message that says what to do. docs/api.md tells the same with examples.'

/**
 * The public API as OpenAPI 3.1, made from the schemas that requests are read by and answers are typed by. `isOpen` says
 * whether everybody may read the site, `sessionCookie` how the cookie of a session is called on it.
 */
export function describeApi(place: Place) {
  return {
    openapi: '3.1.0',
    info: { title: 'Twelvefold', version: manifest.version, description },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: config().siteUrl }],
    tags: ['Search', 'Lessons', 'Postmortems', 'Progress'].map((name) => ({ name })),
    paths: { ...searchPaths(place), ...lessonPaths(place), ...postmortemPaths(place), ...progressPaths() },
    components: { schemas: describeSchemas(), securitySchemes: describeSchemes(place) },
  }
}
