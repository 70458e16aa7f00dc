import type { SubmissionProblem } from '@/lib/postmortems/answer-schema'
import { reply } from '../respond'

/** Answers with what stands in the way of a text: places in it, fields, and the rewrites that would help. */
export function refuse(problems: SubmissionProblem[]): Response {
  const message = 'This cannot be published yet: see the problems, each with its place or its field.'
  return reply(400, { error: 'invalid', message, problems })
}
