"""Makes and checks core/data/locale/cldr.txt from the supplemental data of Unicode CLDR.

    npm pack cldr-core@48.2.0 && tar xzf cldr-core-48.2.0.tgz
    python3 tests/python/locale_data.py make package     writes the file
    python3 tests/python/locale_data.py check package    fails when it differs from what would be written

Only what core/src/text/locale/ asks for is kept. Rows of one meaning stand on one line, so that a linguist can read them.
"""

import collections
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "core/data/locale/cldr.txt"
WIDTH = 120


def supplemental(package, name):
    return json.loads((package / "supplemental" / f"{name}.json").read_text(encoding="utf-8"))["supplemental"]


def folded(words, end):
    """Lines of words that all lead to the same end, none longer than WIDTH."""
    line = []
    for word in words:
        if line and len(" ".join([*line, word, end])) > WIDTH:
            yield " ".join([*line, end])
            line = []
        line.append(word)
    if line:
        yield " ".join([*line, end])


def today(code, aliases):
    """A language by the code that it has today, where that is a language alone: bho for bh."""
    new = aliases.get(code, {}).get("_replacement", code)
    return code if "-" in new or " " in new else new


def pairs(rows, aliases):
    """Rows of languages or of languages with scripts, those with one end and distance together."""
    groups = collections.defaultdict(list)
    for row in rows:
        arrow = ">" if row.get("_oneway") else "="
        groups[(row["_distance"], today(row["_supported"], aliases), arrow)].append(today(row["_desired"], aliases))
    for (distance, supported, arrow), desired in sorted(groups.items()):
        yield from folded(sorted(set(desired)), f"{arrow} {supported} {distance}")


def region(pattern):
    """`en-*-$!enUS` as `en !enUS`, `zh-Hant-*` as `zh-Hant *`."""
    language, script, area = pattern.split("-")
    start = language if script == "*" else f"{language}-{script}"
    return start, area.replace("$", "")


def foreign(likely):
    """Scripts and the regions where they stand for the script's own language, not for the region's: Latin in Greece is English."""
    regions = collections.defaultdict(list)
    for key, value in likely.items():
        parts = key.split("-")
        if parts[0] == "und" and len(parts) == 3:
            _, script, region = parts
            of_script = likely.get(f"und-{script}", likely["und"]).split("-")[0]
            if value.split("-")[0] == of_script:
                regions[script].append(region)
    for script, inside in sorted(regions.items()):
        yield f"{script} {' '.join(sorted(inside))}"


def legacy(aliases):
    """Tags from before RFC 4646 whose shape is not that of a tag: a later subtag of three letters, or `i` and `sgn` in front."""
    for old, new in sorted(aliases.items()):
        later = old.split("-")[1:]
        if later and (old.startswith("i-") or any(len(part) == 3 and part.isalpha() for part in later)
                      or (old.startswith("sgn-") and len(later) == 2)):
            yield f"{old} = {new['_replacement'].split(' ')[0]}"


def text(package):
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    matching = supplemental(package, "languageMatching")["languageMatching"]["written-new"]
    containment = supplemental(package, "territoryContainment")["territoryContainment"]
    aliases = supplemental(package, "aliases")["metadata"]["alias"]["languageAlias"]
    rows = collections.defaultdict(list)
    default = {}
    for row in matching["languageMatch"]:
        depth = row["_desired"].count("-")
        if set(row["_desired"]) <= {"*", "-"}:
            default[depth] = row["_distance"]
        else:
            rows[depth].append(row)
    areas = collections.defaultdict(set)
    for key, value in containment.items():
        code = key.split("-")[0]
        if "status-deprecated" not in key:
            areas[code].update(value["_contains"])
    out = [
        f"# Rows of Unicode CLDR {version}, supplemental data: languageMatching (written-new), territoryContainment,",
        "# likelySubtags, aliases.",
        "# Copyright Unicode, Inc., licence Unicode-3.0 (LICENSE beside this file). Made by tests/python/locale_data.py.",
        "", "[defaults]", "# of languages, scripts and regions that no row below names",
        " ".join(str(default[depth]) for depth in (0, 1, 2)),
        "", "[paradigm]", "# regional forms that others of their language are measured by",
        " ".join(matching["paradigmLocales"]["_locales"]),
        "", "[languages]", "# who reads the left ones can be given the right one; = says both ways, > only so; then the distance",
        *pairs(rows[0], aliases),
        "", "[scripts]", "# the same for scripts, added to the distance of the languages",
        *pairs(rows[1], aliases),
        "", "[clusters]", "# regions that go together in a rule below",
        *(f"{name.removeprefix('$')} {value['_value'].replace('+', ' ')}" for name, value in sorted(matching["matchVariables"].items())),
        "", "[regions]", "# the first row that fits counts, either way round; ! means all others",
    ]
    for row in rows[2]:
        (start, left), (_, right) = region(row["_desired"]), region(row["_supported"])
        out.append(f"{start} {left} {right} {row['_distance']}")
    out += ["", "[contains]", "# areas and what lies in them"]
    out += [f"{code} {' '.join(sorted(inside))}" for code, inside in sorted(areas.items())]
    out += ["", "[foreign]", "# scripts, and regions where a text in them is in the script's usual language and not in the region's"]
    out += foreign(supplemental(package, "likelySubtags")["likelySubtags"])
    out += ["", "[legacy]", "# old tags that cannot be read as tags of today", *legacy(aliases)]
    return "\n".join(out) + "\n"


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("make", "check"):
        sys.exit(__doc__)
    package = pathlib.Path(sys.argv[2])
    made = text(package)
    if sys.argv[1] == "make":
        OUT.parent.mkdir(parents=True, exist_ok=True)
        OUT.write_text(made, encoding="utf-8")
    elif OUT.read_text(encoding="utf-8") != made:
        sys.exit(f"{OUT.relative_to(ROOT)} is not what CLDR says")


if __name__ == "__main__":
    main()
