import { answerWithFeed } from '../../../feed-answer'

type Context = { params: Promise<{ path: string[] }> }

/** `/feed/postmortems.xml`, `/feed/lessons/7.xml`: one kind, or one lesson, as an Atom feed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerWithFeed(request, `/feed/${(await params).path.join('/')}`)
}
