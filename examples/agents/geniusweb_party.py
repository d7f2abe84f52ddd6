#!/usr/bin/env python3
"""The GeniusWeb framing by hand, for `--framing geniusweb`: four bytes of length, little end first, then JSON.

A party written with the GeniusWeb library is started the same way through its standard-input runner; this one
needs no library. It offers its best package in the first half of the talks, then its package of each issue's
second best option, and accepts in the last tenth.
"""

import json
import struct
import sys
import urllib.parse


def read():
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        return None
    return json.loads(sys.stdin.buffer.read(struct.unpack("<I", head)[0]))


def write(message):
    data = json.dumps(message).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(data)) + data)
    sys.stdout.buffer.flush()


def packages(profile):
    """The best package, and the one of every issue's second best option."""
    issues = profile["LinearAdditiveUtilitySpace"]["issueUtilities"]
    ranked = {
        issue: sorted(value["DiscreteValueSetUtilities"]["valueUtilities"].items(), key=lambda item: -item[1])
        for issue, value in issues.items()
    }
    first = {issue: options[0][0] for issue, options in ranked.items()}
    second = {issue: options[min(1, len(options) - 1)][0] for issue, options in ranked.items()}
    return first, second


def main():
    me, rounds, turn, standing, first, second = None, 1, 0, None, {}, {}
    while (message := read()) is not None:
        if "Settings" in message:
            settings = message["Settings"]
            me = settings["id"]
            rounds = settings["progress"]["ProgressRounds"]["totalRounds"]
            with open(urllib.parse.urlparse(settings["profile"]).path, encoding="utf-8") as file:
                first, second = packages(json.load(file))
        elif "ActionDone" in message:
            offer = message["ActionDone"]["action"].get("Offer")
            if offer is not None and offer["actor"] != me:
                standing = offer["bid"]
        elif "YourTurn" in message:
            turn += 1
            if standing is not None and turn > 0.9 * rounds:
                write({"Accept": {"actor": me, "bid": standing}})
            else:
                bid = {"issuevalues": first if turn <= rounds / 2 else second}
                write({"Offer": {"actor": me, "bid": bid}})
        elif "Finished" in message:
            return


if __name__ == "__main__":
    main()
