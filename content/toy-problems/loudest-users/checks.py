def check_loudest(m):
    """On day 2 four people of 64 wrote more than half of all messages."""
    got = m.loudest_share(m.make_day(2, None))
    assert abs(got - 320 / 500) < 1e-12, f"expected 320 of 500 messages, got {got}"
    assert m.loudest_share([("a", "x"), ("a", "x"), ("b", "x"), ("c", "x")], k=1) == 0.5
    assert m.loudest_share([]) == 0.0


def check_one_vote(m):
    """Somebody who writes a sentence 100 times counts once, and 3 people count 3 times."""
    got = m.learn({}, [("a", "x")] * 100 + [("b", "y"), ("c", "y"), ("d", "y")], None)
    assert got == {"x": 1, "y": 3}, got


def check_echo(m):
    """What the bot said last gains nothing when people quote it; what it knew of it counts half."""
    got = m.learn({"hi": 8}, [("a", "hi"), ("b", "hi"), ("b", "yo")], "hi")
    assert got == {"hi": 4, "yo": 1}, got


def check_memory(m):
    """Old weights count half, and the memory that comes in is not changed."""
    memory = {"x": 4}
    got = m.learn(memory, [("a", "y")], None)
    assert got == {"x": 2, "y": 1}, got
    assert memory == {"x": 4}, "Make a new memory: the old one is still needed to look back."


def check_gate(m):
    """Nothing is said that no person has approved, however strong it is."""
    memory = {"loud": 99, "b": 2, "a": 2, "c": 1}
    assert m.choose(memory, {"a", "b", "c", "unheard"}) == "a", "Ties go to the first in the alphabet."
    assert m.choose(memory, set()) == m.FALLBACK
    assert m.choose({}, {"a"}) == m.FALLBACK


def check_attack(m):
    """In five runs of twelve days the nasty sentence is never said."""
    for seed in range(1, 6):
        spoken = m.run(seed=seed)
        nasty = [day for day, sentence in enumerate(spoken, 1) if sentence == m.NASTY]
        assert not nasty, f"seed {seed}: said on days {nasty}, and the four wrote on days 2 and 3 only"


def check_still_learns(m):
    """The bot still learns: a sentence that 45 people use is said by day 12."""
    for seed in range(1, 6):
        assert m.NEW in m.run(seed=seed)[5:], f"seed {seed}: a bot that learns nothing is safe, and of no use"
