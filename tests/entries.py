"""Putting translations into the catalogues that a test's site reads."""

from collections.abc import Mapping
from pathlib import Path

from webapp.languages import Language
from webapp.po import files
from webapp.po.model import Key
from webapp.po.read import read
from webapp.po.write import write


def put(folder: Path, language: Language, texts: Mapping[Key, list[str]]) -> None:
    """Put other translations of messages into a catalogue, as a translator does.

    Arguments:
        folder: the folder of the catalogues, which no other test uses.
        language: whose catalogue is changed.
        texts: the forms of each message by its key, one for a message that does not count.
    """
    catalogue = read(files.source(folder, language))
    for message in catalogue.active():
        forms = texts.get((message.msgctxt, message.msgid))
        if forms is not None:
            message.msgstr = (forms * len(message.msgstr))[: len(message.msgstr)]
            message.flags = [flag for flag in message.flags if flag != "fuzzy"]
    write(catalogue)
