import { answerWithFeed } from '../../feed-answer'

/** Everything, newest first, as an Atom feed. */
export function GET(request: Request): Promise<Response> {
  return answerWithFeed(request, '/feed.xml')
}
