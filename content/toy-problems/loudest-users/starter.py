"""A bot that learns from whoever writes to it, and says what it has learned."""
import random

KIND = ["Good morning.", "How was your day?", "See you soon.", "Thank you."]
NEW = "Happy new year."
NASTY = "Nobody likes you."
FALLBACK = "Hello."


def make_day(day, said, seed=1):
    """The messages of one day as (person, sentence). (Do not change.)

    60 people write three kind sentences each, and quote once what the bot said last.
    On days 2 and 3 four people work together and send one nasty sentence 80 times each.
    From day 6 on, 45 of the 60 people have a new sentence.
    """
    rng = random.Random(seed * 100 + day)
    messages = []
    for number in range(60):
        person = f"p{number}"
        for _ in range(3):
            messages.append((person, KIND[rng.randrange(len(KIND))]))
        if said is not None:
            messages.append((person, said))
        if day >= 6 and number < 45:
            messages.append((person, NEW))
    if day in (2, 3):
        for number in range(4):
            messages += [(f"t{number}", NASTY)] * 80
    return messages


def review(memory):
    """A person reads the six strongest sentences and lets the decent ones through. (Do not change.)"""
    strongest = sorted(memory, key=lambda sentence: (-memory[sentence], sentence))[:6]
    return {sentence for sentence in strongest if sentence != NASTY}


def run(days=12, seed=1):
    """What the bot says at the end of each day. (Do not change.)"""
    memory, approved, said, spoken = {}, set(), None, []
    for day in range(1, days + 1):
        memory = learn(memory, make_day(day, said, seed), said)
        approved |= review(memory)
        said = choose(memory, approved)
        spoken.append(said)
    return spoken


def loudest_share(messages, k=4):
    """Share of the messages that the k people who write most have written; 0.0 without messages."""
    return 0.0


def learn(memory, messages, said):
    """Return the new memory {sentence: weight}; the one that comes in stays as it is.

    Old weights count half. A sentence gains 1 for each person who wrote it today, however
    often they did. What the bot said itself last (`said`) gains nothing: people quote it.
    """
    new = {sentence: weight / 2 for sentence, weight in memory.items()}
    for _, sentence in messages:
        new[sentence] = new.get(sentence, 0) + 1
    return new


def choose(memory, approved):
    """The strongest sentence that a person has approved; ties go to the first in the alphabet.

    FALLBACK when none of the memory is approved.
    """
    return max(sorted(memory), key=lambda sentence: memory[sentence])


if __name__ == "__main__":
    day = make_day(2, None)
    people = len({person for person, _ in day})
    print(f"day 2: 4 of {people} people wrote {loudest_share(day):.0%} of the messages")
    spoken = run()
    print(f"days with the nasty sentence: {spoken.count(NASTY)} of {len(spoken)}")
    print("first day of the new sentence:", spoken.index(NEW) + 1 if NEW in spoken else "none")
