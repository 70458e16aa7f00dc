/** What a role includes, said to the person who has it or is offered it. */
export const roleWords: Record<string, string> = {
  reader: 'As a reader you read, and keep your progress.',
  writer: 'As a writer you read, and publish postmortems.',
  admin: 'As an admin you publish, and decide about people and the site.',
}
